import type { Page } from 'playwright-core'

/** The words of the rail; each opens a screen. */
export const railScreens = ['Data', 'Explore', 'Compare', 'Bandits', 'Runs', 'Notebook', 'Recommend', 'Report'] as const

/** The steps of the journey as a person takes them, the same in every shell. */
export async function compareSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare now' }).click()
  await page
    .getByText(/Done in/)
    .first()
    .waitFor({ timeout: 90_000 })
  await page.getByRole('grid', { name: 'Leaderboard' }).getByText('EASE').first().waitFor()
}

export async function openScreen(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .first()
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
}

/** What sticks out: a page wider than its window, or a control or heading whose words are cut without an ellipsis. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`)
    for (const element of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, label, summary, [role=tab]')) {
      const style = getComputedStyle(element)
      const isCut = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible'
      const isForReadersOnly = element.clientWidth <= 2
      if (!isForReadersOnly && isCut && style.textOverflow !== 'ellipsis')
        found.push(`${element.tagName.toLowerCase()} "${element.innerText.slice(0, 60)}" is cut`)
    }
    return found
  })
}
