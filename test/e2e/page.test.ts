import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'

const hostile = '<img src=x onerror="document.title=1">'

/** A small log with hostile titles, a row without user and a row without number. */
const log = [
  'user,item,rating,timestamp',
  ...Array.from(
    { length: 400 },
    (_, row) =>
      `u${row % 20},"${row % 9 === 0 ? hostile.replaceAll('"', '""') : `i${row % 30}`}",${1 + (row % 5)},${880_000_000 + row * 3600}`,
  ),
  ',i1,3,880000000',
  'u1,i2,four,880000000',
].join('\n')

let browser: Browser
let server: ServedWorkbench
let workspace: TemporaryWorkspace
let file: string

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  file = path.join(workspace.folder, 'events.csv')
  await writeFile(file, log)
  ;[browser, server] = await Promise.all([launchChromium(), serveWorkbench(path.join(workspace.folder, 'workspace'))])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await workspace.remove()
})

/** Breaches of WCAG 2.2 AA on the page as it stands, by rule and place. */
async function findBreaches(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  await page.bringToFront()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

async function chooseFile(page: Page) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')])
  await chooser.setFiles(file)
}

describe('the page in a browser', () => {
  it('starts with the focus on one button, and opens, imports and filters a log by keyboard', async () => {
    const { page, problems } = await openPage(browser, { width: 1280, height: 800 })
    await page.goto(server.address)
    await page.getByRole('button', { name: 'Compare now' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Compare now')
    expect(page.url()).not.toContain('token')
    expect(await findBreaches(page)).toEqual([])

    await chooseFile(page)
    await page.getByRole('combobox', { name: 'Role of user' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Role of rating' }).inputValue()).toBe('value')
    expect(await findBreaches(page)).toEqual([])
    await page.getByRole('button', { name: /^Import .* rows$/ }).click()

    const table = page.getByRole('grid', { name: 'Table interactions' })
    await table.waitFor({ timeout: 30_000 })
    await page.getByText('of 400 rows').waitFor()
    await table.getByText(hostile).first().waitFor()
    expect(await page.title()).toBe('Recbench')
    await page.getByText('Data card').waitFor()
    expect(await findBreaches(page)).toEqual([])

    await table.locator('[tabindex="0"]').first().focus()
    await page.keyboard.press('Control+End')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.parentElement?.getAttribute('aria-rowindex')))
      .toBe('401')

    await page.keyboard.press('Control+k')
    const search = page.getByRole('combobox', { name: 'Search or run a command' })
    await search.waitFor()
    await page.keyboard.type('settings')
    await expect.poll(() => search.inputValue()).toBe('settings')
    expect(await findBreaches(page)).toEqual([])
    const chosen = page.locator('[role="option"][aria-selected="true"]')
    await expect.poll(() => chosen.textContent()).toContain('Settings')
    await search.press('Enter')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await findBreaches(page)).toEqual([])
    await page.getByText('High contrast', { exact: true }).click()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast')
    expect(await findBreaches(page)).toEqual([])
    expect(problems).toEqual([])
    await page.context().close()
  })

  it.each([
    [1280, 800, 'light', 'zh-CN'],
    [1920, 1080, 'dark', 'en-US'],
    [1024, 680, 'light', 'en-US'],
  ] as const)('fits %i × %i, %s, %s, and has a word for everything', async (width, height, colorScheme, locale) => {
    const { page, problems } = await openPage(browser, { width, height, colorScheme, locale })
    await page.goto(server.address)
    await page.locator('.status-bar').waitFor()
    const chinese = page.getByRole('button', { name: '简体中文' })
    if (locale === 'zh-CN') {
      await Promise.race([chinese.waitFor(), page.locator('html[lang="zh-CN"]').waitFor({ state: 'attached' })])
      if ((await chinese.count()) > 0) await chinese.click()
    }
    for (const key of ['F1', 'Control+1', 'Control+2']) {
      await page.getByRole('navigation').first().waitFor()
      await page.keyboard.press(key)
      await page.waitForTimeout(1500)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > innerWidth || document.body.scrollHeight > innerHeight,
      )
      expect(wide).toBe(false)
    }
    if (locale === 'zh-CN') {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
      await page.getByText('质量报告').waitFor()
    }
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('says that the engine is not reached, and goes on when it is back', async () => {
    const { page } = await openPage(browser)
    await page.goto(server.address.replace(/token=\w+/, 'token=wrong'))
    await page.getByText('The token of this address is not valid').waitFor()
    await page.goto('about:blank')
    await page.goto(server.address)
    await page.getByText(/No jobs|没有任务/).waitFor()
    await page.context().close()
  })
})
