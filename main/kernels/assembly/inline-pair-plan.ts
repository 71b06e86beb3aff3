/** Where a network over pairs lies in memory: offsets, in bytes, of addresses and counts in the plan that `wasm/pair-network-plan.ts` writes. */
export const PAIRS: usize = 0
/** Pairs whose gradients are summed on their own, in order. */
export const CHUNK: usize = 4
export const LEFT: usize = 8
export const RIGHT: usize = 12
export const LABELS: usize = 16
export const USERS: usize = 20
export const ITEMS: usize = 24
export const USER_TABLE: usize = 28
export const ITEM_TABLE: usize = 32
export const EMBEDDING: usize = 36
export const FACTORS: usize = 40
/** Layers of the tower; 0 leaves it out. */
export const LAYERS: usize = 44
/** First layer's share of each distinct user, and of each distinct item. */
export const USER_HIDDEN: usize = 48
export const ITEM_HIDDEN: usize = 52
/** Gradient with respect to the first layer of each pair. */
export const HIDDEN_GRADIENT: usize = 56
/** Gradient with respect to the logit of each pair. */
export const SLOPES: usize = 60
export const OUTPUT_WEIGHTS: usize = 64
export const PRODUCT_WEIGHTS: usize = 68
export const BIAS: usize = 72
/** Sums of gradients of each chunk, and bytes of one. */
export const PARTS: usize = 76
export const PART_BYTES: usize = 80
/** Where in a part the sums of the output weights, product weights and bias lie, in bytes; the loss follows the bias. */
export const OUTPUT_PART: usize = 84
export const PRODUCT_PART: usize = 88
export const BIAS_PART: usize = 92
/** Room of each thread for the activations and gradients of a block of pairs. */
export const SCRATCH: usize = 96
export const SCRATCH_BYTES: usize = 100
/** 1 for gradients too, 0 for the loss alone. */
export const BACKWARD: usize = 104
/** From here on the layers, each of LAYER_BYTES. */
export const FIRST_LAYER: usize = 128
export const LAYER_BYTES: usize = 32

export const WIDTH: usize = 0
export const WEIGHTS: usize = 4
export const BIASES: usize = 8
export const TRANSPOSED: usize = 12
export const WEIGHTS_PART: usize = 16
export const BIASES_PART: usize = 20
/** In the scratch of a thread: the layer's values, and the gradients with respect to them. */
export const VALUES: usize = 24
export const GRADIENTS: usize = 28

/** Pairs that go through the layers together. */
export const BLOCK: i32 = 64

/** The address, or the number, that a field of a plan holds. */
@inline
export function at(base: usize, field: usize): usize {
  return <usize>load<u32>(base + field)
}

/** The plan of a layer. */
@inline
export function layerOf(network: usize, layer: i32): usize {
  return network + FIRST_LAYER + <usize>layer * LAYER_BYTES
}
