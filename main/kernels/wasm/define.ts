import type { Code, Local, LocalType, WasmFunction } from './assembler.ts'

/**
 * A function that declares the kernels of a module, whose names are those of `Module`: names the parameters of a kernel, its integer locals and its vector
 * locals, and writes its code with them.
 */
export const defineFor =
  <Module>() =>
  <P extends string, I extends string, V extends string>(
    name: keyof Module & string,
    names: { readonly parameters: readonly P[]; readonly integers: readonly I[]; readonly vectors: readonly V[] },
    write: (locals: Readonly<Record<P | I | V, Local>>) => readonly Code[],
  ): WasmFunction => {
    const all: (readonly [string, LocalType])[] = [
      ...[...names.parameters, ...names.integers].map((key) => [key, 'i32'] as const),
      ...names.vectors.map((key) => [key, 'v128'] as const),
    ]
    const locals = Object.fromEntries(all.map(([key, type], index) => [key, { type, index }]))
    return {
      name,
      parameters: names.parameters.length,
      locals: all.slice(names.parameters.length).map(([, type]) => type),
      code: write(locals as Record<P | I | V, Local>).flat(),
    }
  }
