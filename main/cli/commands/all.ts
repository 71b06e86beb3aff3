import type { Command } from '../command.ts'
import { abCommand } from './ab.ts'
import { compareCommand } from './compare.ts'
import { estimateCommand } from './estimate.ts'
import { evaluateCommand } from './evaluate.ts'
import { importCommand } from './import.ts'
import { metricsCommand } from './metrics.ts'
import { modelsCommand } from './models.ts'
import { notebookCommand } from './notebook.ts'
import { opeCommand } from './ope.ts'
import { policiesCommand } from './policies.ts'
import { profileCommand } from './profile.ts'
import { pushCommand } from './push.ts'
import { recommendCommand } from './recommend.ts'
import { reportCommand } from './report.ts'
import { rulesCommand } from './rules.ts'
import { runCommand } from './run.ts'
import { runsCommand } from './runs.ts'
import { serveCommand } from './serve.ts'
import { simulateCommand } from './simulate.ts'
import { significanceCommand } from './significance.ts'
import { splitsCommand } from './splits.ts'
import { streamCommand } from './stream.ts'

export const commands: readonly Command[] = [
  importCommand,
  profileCommand,
  rulesCommand,
  compareCommand,
  simulateCommand,
  opeCommand,
  estimateCommand,
  evaluateCommand,
  runCommand,
  runsCommand,
  significanceCommand,
  abCommand,
  reportCommand,
  recommendCommand,
  pushCommand,
  streamCommand,
  notebookCommand,
  serveCommand,
  modelsCommand,
  policiesCommand,
  metricsCommand,
  splitsCommand,
]
