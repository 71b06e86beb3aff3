import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends every test run by saying how many tests ran and, for each one skipped, why. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const skipped = tests.filter((test) => test.result().state === 'skipped')
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    const reasons = Map.groupBy(skipped, reasonOf)
    const lines = [...reasons].map(
      ([reason, cases]) => `  ${cases.length} × ${reason}: ${cases.map(({ fullName }) => fullName).join('; ')}`,
    )
    console.log(['', skipped.length ? 'Skipped, and why:' : 'Nothing was skipped.', ...lines].join('\n'))
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed, ${skipped.length} skipped`)
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' && result.note) || 'no reason was given'
}
