import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { findOverflow, openScreen } from './steps.ts'

let workspace: TemporaryWorkspace
let server: ServedWorkbench
let browser: Browser
let page: Page
let problems: string[]

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  server = await serveWorkbench(workspace.folder)
  browser = await launchChromium()
  ;({ page, problems } = await openPage(browser, { reducedMotion: 'reduce' }))
  await page.goto(server.address)
  await page.getByRole('button', { name: 'Open Generated shop', exact: true }).click()
  await page.getByText('Data card').waitFor({ timeout: 60_000 })
  await openScreen(page, 'Bandits')
  await page.getByRole('heading', { name: 'Value policies' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await workspace?.remove()
})

const shown = (locator: Locator, timeout = 10_000) => locator.filter({ visible: true }).first().waitFor({ timeout })
const tab = (name: string) => page.getByRole('tab', { name, exact: true }).filter({ visible: true })
const start = () => page.getByRole('button', { name: /^Value \d+ polic/ })

async function findBreaches(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  await page.bringToFront()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

describe('policies in the window', () => {
  it('are set up in parts that fold; what does not fit is named at once and keeps the run from starting', async () => {
    await page.getByRole('button', { name: 'None' }).click()
    for (const model of ['Popularity', 'EASE', 'UCB1', 'Thompson sampling'])
      await page.getByLabel(model, { exact: true }).check()
    await page.getByLabel('Ranking of held-out items').uncheck()
    await page.getByLabel('Arms', { exact: true }).fill('1')
    await shown(page.locator('.field-problem', { hasText: '1 is below 2. Enter 2 or more.' }))
    await shown(page.locator('#setup-problem', { hasText: 'Arms: 1 is below 2.' }))
    expect(await start().getAttribute('aria-disabled')).toBe('true')
    await page.getByLabel('Arms', { exact: true }).fill('10')
    await page.getByLabel('Rounds simulated').fill('400')
    await page.getByLabel('Repeats').fill('2')
    await page.getByLabel('Drift').selectOption('abrupt')
    await page.getByLabel('Rounds between changes').fill('200')
    await page.getByText('Feedback loop', { exact: true }).click()
    await page.getByRole('switch', { name: 'Run a feedback loop' }).click()
    await page.getByLabel('Retrainings').fill('2')
    expect(await findBreaches()).toEqual([])
    expect(await findOverflow(page)).toEqual([])
    expect(await start().getAttribute('aria-disabled')).toBeNull()
  })

  it('come out as one table, without a column for the ranking that was left out', async () => {
    await start().click()
    await shown(page.getByText(/^Done in/), 90_000)
    const grid = page.getByRole('grid', { name: 'Policy value' }).filter({ visible: true })
    await grid.getByText('Thompson sampling').waitFor()
    const heads = await grid.getByRole('columnheader').allInnerTexts()
    expect(heads.map((head) => head.split('\n')[0]!.trim())).toEqual(['Policy', 'Simulated reward', 'Regret'])
    expect(await page.getByRole('button', { name: 'Ranking' }).filter({ visible: true }).count()).toBe(0)
  })

  it('show regret, reward, arms and the feedback loop, and say how to get what the run lacks', async () => {
    await shown(page.getByRole('group', { name: 'Cumulative regret of 4 policies in simulation' }))
    await tab('Regret').press('ArrowRight')
    expect(await tab('Reward').getAttribute('aria-selected')).toBe('true')
    await shown(page.getByRole('group', { name: 'Mean reward of 4 policies in simulation' }))
    await tab('Arm shares').click()
    await shown(page.getByRole('group', { name: /^Arms that .* showed over 400 rounds$/ }))
    await tab('Feedback loop').click()
    await shown(page.getByRole('group', { name: /^Feedback loop: Mean reward of what was shown of 4 models over 2/ }))
    expect(await findBreaches()).toEqual([])
    await tab('A/B test').click()
    await shown(page.getByText(/This run has no A\/B test. Add one in Set-up/))
  })

  it('can be played back round by round with the keyboard', async () => {
    await tab('Play').click()
    const slider = page.getByRole('slider', { name: 'Round' })
    await shown(page.getByText('No arm was shown yet: press Play, or step forward.'))
    await page.getByRole('button', { name: 'One round forward' }).focus()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'PageDown']) await page.keyboard.press(key)
    await expect.poll(() => slider.inputValue()).toBe('11')
    const policies = page.getByRole('region', { name: 'Policies so far' })
    expect(await policies.locator('tbody tr').count()).toBe(4)
    const arms = page.getByRole('region', { name: /^What .* saw of its arms$/ })
    const counts = await arms.locator('tbody td:nth-child(2)').allInnerTexts()
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(11)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(() => slider.inputValue().then(Number), { timeout: 10_000 }).toBeGreaterThan(11)
    await page.getByRole('button', { name: 'Pause' }).click()
    expect(await findBreaches()).toEqual([])
    expect(await findOverflow(page)).toEqual([])
  })

  it('open the set-up with what is missing', async () => {
    await tab('A/B test').click()
    await page.getByRole('button', { name: 'Open Set-up' }).click()
    await page.getByText('A/B test', { exact: true }).filter({ visible: true }).click()
    expect(await page.getByRole('switch', { name: 'Run an A/B test' }).getAttribute('aria-checked')).toBe('true')
    expect(await page.getByLabel('Arms', { exact: true }).filter({ visible: true }).inputValue()).toBe('10')
  })

  it('meet no error and violate no policy', () => expect(problems).toEqual([]))
})
