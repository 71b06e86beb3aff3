import { writeFile } from 'node:fs/promises'
import type { RankComparison } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { criticalDifferenceFigure, themes, toSvg } from '../../host/wording.ts'
import { text, type Command } from '../command.ts'
import { findRun } from '../find-run.ts'
import { formatNumber, type Output } from '../output.ts'

export const significanceCommand: Command = {
  name: 'significance',
  summary: 'Rank the models of one run over its folds, or of several runs over data sets: Friedman, Nemenyi.',
  arguments: 'RUN|last...',
  details:
    'Models whose average ranks differ by less than the critical difference cannot be told apart. Models are matched by their labels; one that a run lacks is left out.',
  options: {
    metric: { type: 'string', value: 'NAME', help: 'Which metric; the first of the first run when absent.' },
    level: { type: 'string', value: 'P', help: 'The significance level; 0.05 when absent.' },
    svg: { type: 'string', value: 'FILE', help: 'Draw the critical-difference diagram into a file.' },
  },
  async run({ positionals, values, output, open }) {
    if (positionals.length === 0)
      throw new RecbenchError('invalid-parameter', 'No run was named.', { remedy: '"recbench runs" lists them.' })
    const level = text(values['level'])
    if (level !== undefined && !(Number(level) > 0 && Number(level) < 1))
      throw new RecbenchError('invalid-parameter', `--level ${level} does not lie between 0 and 1.`)
    const metric = text(values['metric'])
    const client = await open()
    const ranks = await client.call('runs/ranks', {
      runs: await Promise.all(positionals.map((word) => findRun(client, word))),
      ...(metric !== undefined && { metric }),
      ...(level !== undefined && { level: Number(level) }),
    })
    const file = text(values['svg'])
    if (file !== undefined) {
      const height = 90 + 34 * (ranks.models.length + 1)
      await writeFile(file, toSvg(criticalDifferenceFigure(ranks), { theme: themes.light, width: 720, height }))
    }
    printRanks(output, ranks)
    if (file !== undefined) output.line(`\nThe diagram is in ${file}.`)
    return ranks
  },
}

function printRanks(output: Output, ranks: RankComparison): void {
  const { models, friedman, imanDavenport, criticalDifference, level, pairs } = ranks
  const p = (value: number | null) => (value === null ? '–' : value < 0.001 ? '< 0.001' : value.toFixed(3))
  output.line(`${ranks.metric} over ${ranks.blocks.length} ${ranks.over}: ${ranks.blocks.join(', ')}`)
  output.line(
    `Friedman: chi² ${formatNumber(friedman.chiSquare)} with ${friedman.df} degrees of freedom, p ${p(friedman.p)}; Iman–Davenport: F ${imanDavenport.f === null ? 'infinite' : formatNumber(imanDavenport.f)} with ${imanDavenport.df.join(' and ')}, p ${p(imanDavenport.p)}`,
  )
  output.line(`Nemenyi: critical difference ${formatNumber(criticalDifference)} at ${level}`)
  output.line()
  output.table(
    ['model', 'average rank', 'p against the best', 'not told apart from'],
    models.map(({ label, averageRank }, at) => [
      label,
      averageRank.toFixed(2),
      at === 0 ? '–' : p(pairs[0]![at]!),
      models
        .filter((_, other) => other !== at && Math.abs(models[other]!.averageRank - averageRank) < criticalDifference)
        .map((other) => other.label)
        .join(', '),
    ]),
  )
  if (ranks.leftOut.length > 0) output.line(`\nLeft out, without a value everywhere: ${ranks.leftOut.join(', ')}.`)
}
