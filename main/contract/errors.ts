/** The closed set of error codes that cross a process boundary. Adding one is a change of the public contract. */
export const errorCodes = [
  'invalid-parameter',
  'bad-input',
  'not-found',
  'conflict',
  'unsupported',
  'does-not-fit',
  'cancelled',
  'crashed',
  'forbidden',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What a person is told: what happened and what is kept, where, why, and what to do. */
export interface ErrorReport {
  readonly code: ErrorCode
  /** What happened, as a sentence that contains the offending value. */
  readonly message: string
  /** File, line, column, value; or fold and step. */
  readonly where?: string
  /** The two values that collided. */
  readonly why?: string
  /** The remedy, as an instruction. */
  readonly remedy?: string
}

type Details = Omit<ErrorReport, 'code' | 'message'> & { readonly cause?: unknown }

/** The only error that Recbench throws on purpose. Anything else that surfaces is a defect and is reported as `internal`. */
export class RecbenchError extends Error {
  readonly code: ErrorCode
  readonly where: string | undefined
  readonly why: string | undefined
  readonly remedy: string | undefined

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'RecbenchError'
    this.code = code
    this.where = details.where
    this.why = details.why
    this.remedy = details.remedy
  }
}

/** Turns whatever was thrown into a report that can be sent; stacks stay in the process that threw. */
export function toErrorReport(error: unknown): ErrorReport {
  if (!(error instanceof RecbenchError)) {
    const message = error instanceof Error ? error.message : String(error)
    return { code: 'internal', message: `Recbench met a defect of its own: ${message}` }
  }
  const { code, message, where, why, remedy } = error
  return {
    code,
    message,
    ...(where === undefined ? {} : { where }),
    ...(why === undefined ? {} : { why }),
    ...(remedy === undefined ? {} : { remedy }),
  }
}

export function fromErrorReport(report: ErrorReport): RecbenchError {
  return new RecbenchError(report.code, report.message, report)
}

/** The report as lines for a terminal. */
export function describeError(report: ErrorReport): string {
  return [report.message, report.where && `Where: ${report.where}`, report.why && `Why: ${report.why}`, report.remedy]
    .filter(Boolean)
    .join('\n')
}
