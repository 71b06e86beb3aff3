import { writeFile } from 'node:fs/promises'
import { Random } from '../../main/math/random.ts'

/** Writes a log of ratings with a plain structure: two groups of users, each of which prefers its half of the items. */
export async function writeLogFile(
  file: string,
  { users = 60, items = 40, events = 1500, seed = 1 } = {},
): Promise<void> {
  const random = new Random(seed, 'log file')
  const lines = ['user,item,rating,time']
  for (let row = 0; row < events; row++) {
    const user = random.below(users)
    const half = random.uniform() < 0.85 ? user % 2 : 1 - (user % 2)
    const item = half * (items / 2) + random.below(items / 2)
    const time = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString()
    lines.push(`u${user},i${item},${1 + random.below(5)},${time}`)
  }
  await writeFile(file, `${lines.join('\n')}\n`)
}
