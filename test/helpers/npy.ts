export { readCsv, readNpy } from '../../main/verification/npy.ts'
