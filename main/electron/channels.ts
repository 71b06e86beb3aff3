/** The channels between preload and shell, and nothing else. */
export const channels = {
  message: 'recbench:message',
  engine: 'recbench:engine',
  command: 'recbench:command',
  /** The page has loaded and listens. */
  hello: 'recbench:hello',
  appearance: 'recbench:appearance',
  pickFiles: 'recbench:pick-files',
  saveFile: 'recbench:save-file',
  printToPdf: 'recbench:print-to-pdf',
} as const

export const pageAddress = 'app://recbench/'
