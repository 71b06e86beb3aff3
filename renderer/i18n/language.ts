import { signal } from '@preact/signals'

export type Language = 'en' | 'zh'

export const language = signal<Language>('en')
