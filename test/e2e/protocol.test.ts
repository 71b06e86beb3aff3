import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { recbench } from '../helpers/command-line.ts'
import { writeLogFile } from '../helpers/log-file.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { findOverflow, openScreen } from './steps.ts'

let browser: Browser
let server: ServedWorkbench
let folder: TemporaryWorkspace

beforeAll(async () => {
  folder = await temporaryWorkspace()
  const workspace = path.join(folder.folder, 'workspace')
  const file = path.join(folder.folder, 'events.csv')
  await writeLogFile(file)
  await recbench(workspace, ['import', file])
  ;[browser, server] = await Promise.all([launchChromium(), serveWorkbench(workspace)])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await folder.remove()
})

describe('the protocol in the set-up form', () => {
  it('shows what each split lets through before the run, and runs sampled candidates under a label', async () => {
    const { page, problems } = await openPage(browser, { width: 1280, height: 800 })
    await page.goto(server.address)
    await page.getByText('events').first().waitFor()
    await openScreen(page, 'Compare')
    const meter = page.getByRole('region', { name: 'What the split lets through' })
    expect(await page.getByRole('radio', { name: 'Global time' }).isChecked()).toBe(true)
    await meter.getByText('No test event is older than a training event.').waitFor()

    await page.getByRole('radio', { name: 'k-fold' }).check()
    await meter.getByText('Models learn from the future of the very users they are tested on.').waitFor()
    expect(await meter.getByText('1,500 test events in 5 folds').count()).toBe(1)
    expect(await findOverflow(page)).toEqual([])

    await page.getByRole('radio', { name: 'Leave one out' }).check()
    await meter.getByText('Models learn from what other users did later.').waitFor()

    await page.getByText('Advanced').click()
    await page.getByLabel('Candidates').selectOption('uniform')
    await page.getByRole('button', { name: /^Start \d+ models/ }).click()
    await page
      .getByText(/Done in/)
      .first()
      .waitFor({ timeout: 90_000 })
    await page.getByText('sampled: 99 uniform negatives').first().waitFor()
    expect(problems).toEqual([])
  })
})
