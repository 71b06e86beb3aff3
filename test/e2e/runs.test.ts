import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { findDescendant } from '../helpers/processes.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { compareSample, openScreen } from './steps.ts'

/** Popularity is done at once; the other needs some seconds for each fold. */
const experiment = `
data: { name: shop }
split: { kind: kfold, folds: 2 }
models: [popularity, { id: mlp, epochs: 6, patience: 6 }]
metrics: [ndcg@10]
threads: 1
`

let workspace: TemporaryWorkspace
let server: ServedWorkbench
let browser: Browser
let page: Page
let problems: string[]

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  server = await serveWorkbench(workspace.folder)
  browser = await launchChromium()
  ;({ page, problems } = await openPage(browser, { acceptDownloads: true }))
  await page.goto(server.address)
  await compareSample(page)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await workspace?.remove()
})

/** The values of the leaderboard that is shown, times left out. */
async function readLeaderboard(): Promise<string[]> {
  const grid = page.getByRole('grid', { name: 'Leaderboard' }).filter({ visible: true })
  await grid.getByText('Embedding MLP').waitFor()
  const rows = await grid.getByRole('row').allInnerTexts()
  return rows.slice(1).map((row) => row.split('\n').slice(0, -1).join(' '))
}

async function startPasted(): Promise<void> {
  await openScreen(page, 'Compare')
  await page.getByRole('button', { name: 'Copy as' }).filter({ visible: true }).click()
  await page.getByRole('menuitem', { name: 'Paste YAML or JSON…' }).click()
  await page.getByLabel('YAML or JSON').fill(experiment)
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await page.getByRole('button', { name: 'Start 2 models × 2 folds' }).click()
}

const shown = (locator: Locator) => locator.filter({ visible: true }).first().waitFor({ timeout: 60_000 })

describe('a run in a browser', () => {
  it('reads as interrupted within seconds of a kill -9, and resumes to the result of one that was left alone', async () => {
    await startPasted()
    await shown(page.getByText(/[1-3] of 4 folds/))
    process.kill(await findDescendant(server.pid, 'job-process.ts'), 'SIGKILL')
    await page.getByText(/This run was stopped before its end/).waitFor({ timeout: 5000 })
    await shown(page.getByRole('grid').getByText('Interrupted'))
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await shown(page.getByText(/^Done in/))
    const resumed = await readLeaderboard()
    await page.getByRole('button', { name: 'Run again' }).filter({ visible: true }).click()
    await shown(page.getByRole('button', { name: 'Cancel all' }))
    await shown(page.getByText(/^Done in/))
    expect(resumed).toHaveLength(2)
    expect(await readLeaderboard()).toEqual(resumed)
  })

  it('is deleted after a question and comes back when that is undone', async () => {
    await openScreen(page, 'Runs')
    const first = page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'First comparison' })
    await first.click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete 1 run/ })
      .click()
    await first.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await first.waitFor()
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    await openScreen(page, 'Runs')
    await first.waitFor()
  })

  it.each([
    { format: 'HTML', ending: 'html', holds: /<h1[^>]*>[\s\S]*EASE[\s\S]*<\/html>/ },
    { format: 'Markdown', ending: 'md', holds: /^# [\s\S]*\| *EASE/m },
    { format: 'CSV', ending: 'csv', holds: /EASE,/ },
  ])('leaves as a report in $format', async ({ format, ending, holds }) => {
    await openScreen(page, 'Report')
    await page.getByLabel('Run', { exact: true }).filter({ visible: true }).selectOption({ label: 'First comparison' })
    await shown(page.getByText('Preview up to date'))
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: `Save ${format}` })
        .last()
        .click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`))
    expect(await readFile(await download.path(), 'utf8')).toMatch(holds)
  })

  it('meets no error and violates no policy', () => expect(problems).toEqual([]))
})
