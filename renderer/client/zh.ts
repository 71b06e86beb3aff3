/** Chinese of the sentences that this folder shows, by the English. */
export const zh: Readonly<Record<string, string>> = {
  'Open files': '打开文件',
}
