/** The public API: all that notebooks and scripts may import from 'recbench'. Names are public interface, documented in docs/notebook-api.md. */
export { crossValidate, Comparison, estimate, type ModelSpecification, type RunOptions } from './api/cross-validate.ts'
export { dataset, Log, type SplitLog } from './api/log.ts'
export { display, metrics, models, profiles } from './api/catalogue.ts'
export { plot, Chart } from './api/plot.ts'
export { recommend, type RecommendOptions } from './api/recommend.ts'
export { simulate, Simulation, type EnvironmentSimulation, type LogSimulation } from './api/simulate.ts'
export { close, useRuntime, type Runtime } from './api/runtime.ts'
export { RecbenchError } from './contract/errors.ts'
