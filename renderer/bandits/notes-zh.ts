/** Chinese of what the engine notes about a log, an estimate or a policy. */
export const notesZh: Readonly<Record<string, string>> = {
  'The log has no {what}: it says nothing about which policy is better.': '日志没有任何奖励：无法说明哪个策略更好。',
  "{count} clicks are too few to rank these policies: the log's own value is known to ±{percent} % only.":
    '{count} 次点击太少，无法为这些策略排序：日志自身的价值只知道到 ±{percent} %。',
  "{count} rewarded rounds are too few to rank these policies: the log's own value is known to ±{percent} % only.":
    '{count} 个有奖励的轮太少，无法为这些策略排序：日志自身的价值只知道到 ±{percent} %。',
  'About {rounds} rounds would give ±20 %.': '约 {rounds} 轮可达 ±20 %。',
  'It rests on {sample} effective rounds of {rounds}.': '它只靠 {rounds} 轮中的 {sample} 个有效轮。',
  'No round has weight: it rests on the reward model alone.': '没有一轮有权重：它只靠奖励模型。',
  'The interval leaves out the error of the reward model.': '区间不含奖励模型的误差。',
  'No rewarded round is one the policy would show: the value is 0 for want of evidence, and no interval can be given.':
    '没有一个有奖励的轮是该策略会展示的：价值为 0 是因为缺乏证据，无法给出区间。',
  'No rewarded round is one the policy prefers (weight 1 or more), so the interval is too narrow.':
    '没有一个有奖励的轮是该策略偏好的（权重不小于 1），因此区间过窄。',
  '{count} rounds weigh more than {bound} and are clipped.': '{count} 轮的权重超过 {bound}，已截断。',
  'λ = {value}, chosen by SLOPE.': 'λ = {value}，由 SLOPE 选定。',
  'The mean weight is {mean} instead of 1: the log leaves out actions that the policy shows.':
    '平均权重为 {mean} 而不是 1：日志缺少该策略会展示的动作。',
  'The mean weight is {mean} instead of 1: the propensities may be wrong.':
    '平均权重为 {mean} 而不是 1：倾向可能有误。',
  'The policy chose what was shown in none of {rounds} rounds.': '在 {rounds} 轮中，策略没有一次选择所展示的物品。',
  'The policy chose what was shown in {count} of {rounds} rounds ({share} %).':
    '在 {rounds} 轮中，策略有 {count} 轮（{share} %）选择了所展示的物品。',
  '{title} needs a log that was collected uniformly at random; the propensities of this one range from {low} to {high}.':
    '{title} 需要均匀随机收集的日志；此日志的倾向从 {low} 到 {high}。',
  'Use IPS or SNIPS.': '请用 IPS 或 SNIPS。',
  'Learns online in the simulation, from nothing.': '在模拟中从零开始在线学习。',
  'Off-policy, it learned each half of the log and is valued on the other.':
    '离策略时，它各学习日志的一半，并在另一半上评估。',
  'Trained on the training part of the first fold; in the simulation it shows each visitor its best item.':
    '在第一折的训练部分上训练；在模拟中向每位访客展示其最佳物品。',
  'None of the {actions} actions of "{name}" is an item of the log the model was trained on.':
    '“{name}”的 {actions} 个动作都不是模型训练日志中的物品。',
  'Part of the log it is valued on is what it was trained on, so its value is optimistic.':
    '评估所用的日志有一部分是它的训练数据，因此价值偏乐观。',
  'Off-policy, it shows items by a softmax over its standardised scores, averaged over {users} users: the logged rounds do not say which user of the log they belong to.':
    '离策略时，它按标准化分数的 softmax 展示物品，并对 {users} 位用户取平均：日志各轮没有说明属于哪位用户。',
  'It never shows {missing} of {actions} actions, which are no items of the log.':
    '{actions} 个动作中有 {missing} 个它从不展示，因为它们不是日志中的物品。',
  'Simulated world: {rounds} rounds of "{name}", its {actions} actions, click probabilities fitted to the log.':
    '模拟环境：“{name}”的 {rounds} 轮及其 {actions} 个动作，点击概率按日志拟合。',
  'Simulated world: {users} users of the log, its {items} most frequent items, click probabilities fitted to the log.':
    '模拟环境：日志中的 {users} 位用户及其最常见的 {items} 个物品，点击概率按日志拟合。',
  '{share} % of what the policy shows falls on an item that fewer than {hardly} rounds of the log show: {names}.':
    '该策略所展示的 {share} % 落在日志中不足 {hardly} 轮展示的一个物品上：{names}。',
  '{share} % of what the policy shows falls on {count} items that fewer than {hardly} rounds of the log show: {names}.':
    '该策略所展示的 {share} % 落在日志中不足 {hardly} 轮展示的 {count} 个物品上：{names}。',
  'What they would earn is a guess.': '它们会带来多少只是猜测。',
  'The propensities were estimated by {how}, not logged: every value is biased where something else decided what was shown.':
    '倾向由“{how}”估计，并非日志所记：凡展示由别的因素决定之处，每个价值都有偏差。',
  'Log the probability of each shown item to be sure.': '为求可靠，请记录每个所展示物品的概率。',
  'Learned which item pays from the log: a logistic classifier of the shown item, each round counting reward / propensity.':
    '从日志学习哪个物品有奖励：对所展示物品的逻辑分类器，每轮按奖励 / 倾向计。',
  'Learned which item pays from the log: a linear model of the doubly robust reward of each item.':
    '从日志学习哪个物品有奖励：每个物品的双重稳健奖励的线性模型。',
  'It learned each half of the log and is valued on the other.': '它各学习日志的一半，并在另一半上评估。',
  'Learns whole slates online in the simulation, from nothing.': '在模拟中从零开始在线学习整个列表。',
  'It takes no part in the feedback loop: {why}': '它不参与反馈循环：{why}',
  'Take the world from the interactions (--world log).': '请让环境取自交互记录（--world log）。',
  'The groups have {a} and {b} units, which chance hardly gives at a share of {share}: do not read this test before the cause is found.':
    '两组各有 {a} 与 {b} 个单位，在比例 {share} 下几乎不可能是偶然：查明原因之前不要解读此测试。',
  'Not to be read: the groups are not as large as planned.': '不可解读：两组的大小与计划不符。',
  'No difference was shown; that does not show that there is none.': '没有显示出差异；但这不说明没有差异。',
  'Simulated world: a reader with {levels} levels of trust, three kinds of items, known probabilities.':
    '模拟环境：有 {levels} 级信任的读者、三类物品、概率已知。',
  'Simulated world: {users} users of the generated shop, its {items} most frequent items, with the probabilities that made it.':
    '模拟环境：生成商店的 {users} 位用户及其最常见的 {items} 个物品，概率即生成它的概率。',
  "Simulated world: {items} most frequent items of the log; whether one is taken depends on the last {what} taken, fitted to the steps of the log's users.":
    '模拟环境：日志中最常见的 {items} 个物品；是否被选取取决于最近选取的物品，按日志用户的步骤拟合。',
  'Simulated world: {users} users of the log, its {items} most frequent items, click probabilities by the scores of {model}.':
    '模拟环境：日志中的 {users} 位用户及其最常见的 {items} 个物品，点击概率按 {model} 的分数。',
  'Its scores say nothing about the log here, so all probabilities are alike.':
    '它的分数在此与日志无关，因此所有概率相同。',
}
