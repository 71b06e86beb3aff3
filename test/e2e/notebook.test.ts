import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { openScreen } from './steps.ts'

const picture = path.resolve(process.env['RECBENCH_SCREENS'] ?? 'out/screens', 'notebook-results.png')
const foreign = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    {
      id: 'foreign',
      cell_type: 'code',
      metadata: {},
      execution_count: 1,
      source: "console.log('it ran')",
      outputs: [
        { output_type: 'display_data', metadata: {}, data: { 'text/html': '<b>bold</b>', 'text/plain': 'plain' } },
      ],
    },
  ],
}

let workspace: TemporaryWorkspace
let server: ServedWorkbench
let browser: Browser
let page: Page
let problems: string[]

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  const notebooks = path.join(workspace.folder, 'notebooks')
  mkdirSync(notebooks, { recursive: true })
  writeFileSync(path.join(notebooks, 'foreign.ipynb'), JSON.stringify(foreign))
  server = await serveWorkbench(workspace.folder)
  browser = await launchChromium()
  ;({ page, problems } = await openPage(browser, { width: 1280, height: 1000 }))
  await page.goto(server.address)
  await openScreen(page, 'Notebook')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await workspace?.remove()
})

const cell = (place: number) => page.getByRole('group', { name: `Cell ${place}, code`, exact: true })
const counts = () => page.locator('.cell.code .cell-gutter').allTextContents()
const button = (name: string | RegExp) => page.getByRole('toolbar', { name: 'Notebook' }).getByRole('button', { name })

/** Puts the caret at the end of a cell's code. */
async function enter(target: Locator): Promise<void> {
  await target.locator('.view-lines').click()
  await page.keyboard.press('Control+End')
}

/** Adds an empty cell after the last one; where it stands. */
async function addCell(): Promise<Locator> {
  const places = await page.locator('.cell').count()
  await page.locator('.cell').last().locator('.cell-gutter').click()
  await button('Code').click()
  const added = cell(places + 1)
  await added.locator('.view-lines').waitFor()
  return added
}

describe('the notebook', () => {
  it('runs every cell of a lesson and shows its table and its charts', async () => {
    await page.getByRole('button', { name: 'First steps' }).click()
    await button('Run all').click()
    await expect.poll(counts, { timeout: 60_000 }).toEqual(['[1]', '[2]', '[3]', '[4]'])
    await cell(2).frameLocator('iframe').getByRole('cell', { name: 'EASE' }).first().waitFor()
    await cell(4).locator('.main-svg').first().waitFor()
    await cell(6).locator('.main-svg').first().waitFor()
    await cell(7).locator('iframe, pre.cell-text').first().waitFor()
    expect(await page.locator('.cell-error').count()).toBe(0)
    await cell(4).scrollIntoViewIfNeeded()
    await page.screenshot({ path: picture })
  })

  it('marks what an edit makes stale, and runs just that again', async () => {
    await enter(cell(2))
    await page.keyboard.type('\n// edited')
    await cell(2).getByText('Edited since it ran').waitFor()
    await cell(4).getByText('Stale: cell 2 changed').waitFor()
    await button(/^Run stale \([1-9]/).click()
    await expect.poll(counts, { timeout: 60_000 }).toEqual(['[5]', '[6]', '[7]', '[8]'])
    await button('Run stale (0)').waitFor()
    expect(await page.locator('.cell.stale').count()).toBe(0)
  })

  it('completes what a variable of another cell offers', async () => {
    const added = await addCell()
    await enter(added)
    await page.keyboard.type('result.ta')
    const offered = page.locator('.suggest-widget.visible').getByText('table', { exact: true }).first()
    await expect
      .poll(
        async () => {
          if (await offered.isVisible()) return true
          await page.keyboard.press('Control+Space')
          return offered.isVisible()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })

  it('interrupts an endless loop and answers afterwards', async () => {
    const added = await addCell()
    await enter(added)
    await page.keyboard.type('for (;;) {}')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => added.locator('.cell-gutter').textContent()).toBe('[*]')
    await button('Interrupt').click()
    await page.getByText('Kernel idle').first().waitFor()
    await added.locator('.cell-error').waitFor()
    const next = await addCell()
    await enter(next)
    await page.keyboard.type('1 + 1')
    await page.keyboard.press('Control+Enter')
    await next.locator('.cell-outputs').getByText('2', { exact: true }).waitFor()
  })

  it('runs and draws nothing of a notebook from elsewhere until it is trusted', async () => {
    const { page: other, problems: otherProblems } = await openPage(browser)
    await other.goto(server.address)
    await openScreen(other, 'Notebook')
    await other.getByRole('tab', { name: 'Notebook' }).waitFor()
    await other.getByRole('button', { name: /^foreign/ }).click()
    const trust = other.getByRole('button', { name: 'Trust and allow running' })
    await trust.waitFor()
    await other.getByText('plain', { exact: true }).waitFor()
    expect(await other.locator('.cell iframe').count()).toBe(0)
    const runAll = other.getByRole('button', { name: 'Run all' })
    expect(await runAll.getAttribute('aria-disabled')).toBe('true')
    await runAll.click({ force: true })
    await other.locator('.cell .view-lines').click()
    await other.keyboard.press('Control+Enter')
    await expect.poll(() => other.locator('.cell-outputs').innerText()).not.toContain('it ran')
    await trust.click()
    await trust.waitFor({ state: 'detached' })
    await runAll.click()
    await other.locator('.cell-outputs').getByText('it ran').waitFor()
    expect(otherProblems).toEqual([])
    await other.context().close()
  })

  it('meets no error and violates no policy', () => expect(problems).toEqual([]))
})
