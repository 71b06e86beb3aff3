/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const protocolZh: Readonly<Record<string, string>> = {
  'Rolling windows': '滚动窗口',
  'Several test windows one after the other, each after all that its models learn from.':
    '若干依次排列的测试窗口，每个都在其模型所学内容之后。',
  'Last of each user': '每位用户最后若干个',
  'The latest events of each user are the test; users with too few stay in training.':
    '每位用户最近的事件作为测试；事件太少的用户留在训练中。',
  'Events, or users, are dealt at random into k parts; each part is the test once.':
    '事件或用户随机分成 k 份，每份各作一次测试。',
  'Held-out users': '留出用户',
  'Users whom no model was trained on; each model is shown a part of their events and tested on the rest.':
    '没有模型训练过的用户；向模型展示其一部分事件，用其余事件测试。',
  'New users': '新用户',
  'Users of whom training has no event, or whose first events only are shown.':
    '训练中没有其事件的用户，或只展示其最初事件的用户。',
  'New items': '新物品',
  'Items of which training has no event; only features can tell what they are.':
    '训练中没有其事件的物品；只有特征能说明它们。',
  'Your own files with the training, test and, where wanted, validation part.':
    '您自己的文件，分别为训练、测试以及（如需要）验证部分。',
  'How often it is dealt anew at random.': '随机重新划分的次数。',
  'Test events of each tested user; a number below 1 is a share of the events of the user.':
    '每位被测用户的测试事件数；小于 1 时为该用户事件的占比。',
  'Number of test windows, one after the other.': '依次排列的测试窗口数。',
  'Share of the events in each test window.': '每个测试窗口所占事件的比例。',
  'Share of the events that each window is trained on, the latest before it; 0: all before it.':
    '每个窗口用于训练的事件占比，取其前最近的；0 表示之前全部。',
  'What is dealt into parts: events, or users of whom some events are held out.':
    '分成若干份的对象：事件，或留出部分事件的用户。',
  'Which events of a tested user are held out: the latest, or some at random.':
    '留出被测用户的哪些事件：最近的，或随机若干个。',
  'Whether the share is of the whole log, or of the events of every user.': '占比是对整个日志，还是对每位用户的事件。',
  'Share of the users who are held out.': '留出用户的占比。',
  'Share of the events of a held-out user that the model is shown; the others are the test.':
    '向模型展示的留出用户事件占比；其余为测试。',
  'Which events are shown: some at random, or the earliest.': '展示哪些事件：随机若干个，或最早的。',
  'Share of the users who are new.': '新用户的占比。',
  'Share of the first events of a new user that the model is shown; 0: it knows nothing of them.':
    '向模型展示的新用户最初事件占比；0 表示一无所知。',
  'Share of the items that are new.': '新物品的占比。',
  interactions: '交互',
  users: '用户',
  time: '时间',
  random: '随机',
  log: '日志',
  user: '用户',
}
