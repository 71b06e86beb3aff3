import type { Experiment, Spelling } from '../../contract/experiment.ts'
import { experimentSchema } from '../../contract/experiment.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { parse } from '../../contract/serve.ts'
import { parseCommandLine, spellCommandLine } from './flags.ts'
import { parseNotebookCall, spellNotebookCall } from './notebook.ts'
import { parseYaml, spellYaml } from './yaml.ts'

/** Writes an experiment in one of its spellings; `parseSpelling` of the result gives the same experiment. */
export function spell(experiment: Experiment, spelling: Spelling): string {
  switch (spelling) {
    case 'json':
      return JSON.stringify(experiment, null, 2) + '\n'
    case 'yaml':
      return spellYaml(experiment)
    case 'flags':
      return spellCommandLine(experiment)
    case 'notebook':
      return spellNotebookCall(experiment)
    default:
      return spelling satisfies never
  }
}

/**
 * Reads an experiment and completes it with defaults.
 *
 * @throws RecbenchError `invalid-parameter` that says which part is wrong and what it may be
 */
export function parseSpelling(text: string, spelling: Spelling): Experiment {
  switch (spelling) {
    case 'json':
      return complete(parseJson(text))
    case 'yaml':
      return complete(parseYaml(text))
    case 'flags':
      return complete(parseCommandLine(text))
    case 'notebook':
      return complete(parseNotebookCall(text))
    default:
      return spelling satisfies never
  }
}

/** Checks a value from outside and fills in the defaults. */
export const complete = (value: unknown): Experiment => parse(experimentSchema, value, 'experiment')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `The experiment is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
