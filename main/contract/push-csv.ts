import type { PushList } from './api/recommend.ts'

/** A push list as CSV: item, title, user, rank, score. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const pushCsv = ({ items }: PushList): string =>
  `item,title,user,rank,score\n${items
    .flatMap(({ item, title, users }) =>
      users.map(
        ({ user, rank, score }) => `${cell(item)},${cell(title ?? '')},${cell(user)},${rank},${score.toFixed(6)}\n`,
      ),
    )
    .join('')}`

const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
