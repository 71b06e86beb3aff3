import type { Figure } from '../../main/figures/figure.ts'
import { toSvg } from '../../main/figures/svg.ts'
import type { Theme } from '../../main/figures/theme.ts'

/** The figure as a PNG of twice the size on screen. */
export async function toPng(figure: Figure, theme: Theme, width: number, height: number): Promise<Blob> {
  const image = new Image()
  const source = toSvg(figure, { theme, width, height })
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  const context = canvas.getContext('2d')!
  context.fillStyle = theme.background
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  )
}

/** The numbers of the figure as TSV with a head line. */
export function toText({ table: { columns, rows } }: Figure): string {
  return [columns, ...rows].map((cells) => cells.map((cell) => cell ?? '').join('\t')).join('\n')
}
