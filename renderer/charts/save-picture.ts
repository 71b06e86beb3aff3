import type { Figure } from '../../main/figures/figure.ts'
import type { Theme } from '../../main/figures/theme.ts'
import { toPng } from './figure-image.ts'

/** Copies the picture; where the clipboard takes no pictures (an address without TLS), it is saved as a file instead. */
export async function saveFigurePicture(
  figure: Figure,
  theme: Theme,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const blob = await toPng(figure, theme, width, height)
  if (typeof ClipboardItem !== 'undefined') {
    const copied = await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]).then(
      () => true,
      () => false,
    )
    if (copied) return
  }
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = `${figure.id}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
