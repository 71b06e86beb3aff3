import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { TestedPolicy } from '../../evaluation/policies/ab-result.ts'
import type { TaskOutcome } from '../../evaluation/task.ts'
import { writeAtomically } from '../../runs/atomic.ts'

/** Keeps what a finished task left as `tasks/<model>-<fold>.bin` of the run's folder, so that a resumed run need not repeat it. */
export async function keepOutcome(folder: string, outcome: TaskOutcome): Promise<void> {
  await mkdir(path.join(folder, 'tasks'), { recursive: true })
  await writeAtomically(path.join(folder, 'tasks', `${outcome.model}-${outcome.fold}.bin`), serialize(outcome))
}

/** The outcomes kept, by model, then fold; files that cannot be read are named, and their tasks are to be done again. */
export async function readOutcomes(folder: string): Promise<{ outcomes: TaskOutcome[]; unreadable: string[] }> {
  const tasks = path.join(folder, 'tasks')
  const names = await readdir(tasks).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const outcomes: TaskOutcome[] = []
  const unreadable: string[] = []
  for (const name of names.filter((name) => /^\d+-\d+\.bin$/.test(name)))
    try {
      outcomes.push(deserialize(await readFile(path.join(tasks, name))) as TaskOutcome)
    } catch {
      unreadable.push(name)
    }
  return { outcomes: outcomes.sort((a, b) => a.model - b.model || a.fold - b.fold), unreadable }
}

/** Keeps a model's value as a policy as `tasks/policy-<model>.json`. */
export async function keepPolicy(folder: string, model: number, policy: TestedPolicy): Promise<void> {
  await mkdir(path.join(folder, 'tasks'), { recursive: true })
  await writeAtomically(path.join(folder, 'tasks', `policy-${model}.json`), JSON.stringify(policy))
}

/** Null when there is none, or none that can be read: the policy is valued again. */
export async function readPolicy(folder: string, model: number): Promise<TestedPolicy | null> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'tasks', `policy-${model}.json`), 'utf8')) as TestedPolicy
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
