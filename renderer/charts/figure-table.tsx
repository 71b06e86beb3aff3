import type { FigureTable as Data } from '../../main/figures/figure.ts'

const most = 500

/** The numbers of a chart as a table: the accessible alternative. */
export function FigureTable({ table, label }: { readonly table: Data; readonly label: string }) {
  return (
    <div class="chart-table" tabIndex={0} role="region" aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col" class={typeof table.rows[0]?.[at] === 'number' ? 'right' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, most).map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} class={typeof cell === 'number' ? 'right' : ''}>
                  {cell === null ? '–' : typeof cell === 'number' ? Number(cell.toPrecision(5)) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
