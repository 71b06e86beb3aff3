export const oldestNode: number
export function findNode(from?: string): string
