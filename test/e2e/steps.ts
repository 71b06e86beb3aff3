import type { Page } from 'playwright-core'

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
