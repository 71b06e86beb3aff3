import { launchChromium, openPage } from './chromium.ts'

/** `node test/helpers/screenshot.ts URL FILE [WIDTHxHEIGHT] [light|dark] [en|zh]`: a picture of a page, and what went wrong in it. */
const [url, file, size = '1280x800', theme = 'light', language = 'en'] = process.argv.slice(2)
if (!url || !file) {
  console.error('Use: node test/helpers/screenshot.ts URL FILE [WIDTHxHEIGHT] [light|dark] [en|zh]')
  process.exit(2)
}
const [width = 1280, height = 800] = size.split('x').map(Number)
const browser = await launchChromium()
const { page, problems } = await openPage(browser, {
  width,
  height,
  colorScheme: theme === 'dark' ? 'dark' : 'light',
  locale: language === 'zh' ? 'zh-CN' : 'en-US',
})
await page.goto(url, { waitUntil: 'load' })
await page.waitForTimeout(1500)
await page.screenshot({ path: file })
for (const problem of problems) console.error(problem)
await browser.close()
