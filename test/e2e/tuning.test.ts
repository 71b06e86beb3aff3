import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { compareSample } from './steps.ts'

let workspace: TemporaryWorkspace
let server: ServedWorkbench
let browser: Browser

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  server = await serveWorkbench(workspace.folder)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await workspace?.remove()
})

it('sets up a search, says beforehand what it takes, and shows every trial', async () => {
  const { page, problems } = await openPage(browser)
  await page.goto(server.address)
  await compareSample(page)
  await page.getByRole('button', { name: 'Set-up' }).first().click()
  await page.getByRole('button', { name: 'None' }).click()
  await page.getByLabel('EASE', { exact: true }).check()
  await page.getByLabel('Search', { exact: true }).selectOption('tpe')
  await page.getByLabel('Budget per model').fill('4')
  await page.getByLabel('regularization from').fill('10')
  const note = page.locator('.estimate-note summary')
  await note.click()
  const trainings = page.locator('.estimate-table tbody tr', { hasText: 'ease' }).locator('td').nth(1)
  await expect.poll(() => trainings.textContent()).toBe('5')
  await note.click()
  await page.getByRole('button', { name: /^Start/ }).click()
  await page.getByRole('button', { name: 'Show 4 trials' }).click({ timeout: 90_000 })
  const dialog = page.getByRole('dialog', { name: 'Tuning' })
  const rows = dialog.getByRole('region', { name: 'Trials' }).locator('tbody tr')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(4)
  expect(await dialog.locator('tr.chosen').count()).toBe(1)
  for (const row of await rows.all())
    expect(Number(await row.locator('td').nth(1).textContent())).toBeGreaterThanOrEqual(10)
  expect(problems).toEqual([])
  await page.context().close()
})
