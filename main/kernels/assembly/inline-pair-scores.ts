import { CUT_OFF, cutOff, multiply } from './inline-dense'
import * as plan from './inline-pair-plan'
import { multiplyAdd, sumLanes } from './lanes'
import { dot } from './vectors'

/**
 * Logits of every item for rows `from` to `to` of `users`, `items` to a row of `into`. The plan's USER_HIDDEN has a row for each of these users, its ITEM_HIDDEN
 * for each item; ITEMS is not used.
 */
export function scoreItems(from: i32, to: i32, thread: i32, network: usize, items: i32, into: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  const factors = load<i32>(network + plan.FACTORS)
  const embedding = load<i32>(network + plan.EMBEDDING)
  const rowBytes = <usize>(embedding + factors) << 2
  const bias = load<f32>(plan.at(network, plan.BIAS))
  const scratch = plan.at(network, plan.SCRATCH) + <usize>thread * plan.at(network, plan.SCRATCH_BYTES)
  for (let user = from; user < to; user++) {
    const scores = into + <usize>user * (<usize>items << 2)
    for (let item = 0; item < items; item++) store<f32>(scores + (<usize>item << 2), bias)
    if (factors > 0) {
      const number = <usize>load<i32>(plan.at(network, plan.USERS) + (<usize>user << 2))
      const p = plan.at(network, plan.USER_TABLE) + number * rowBytes + (<usize>embedding << 2)
      scoreProducts(p, plan.at(network, plan.PRODUCT_WEIGHTS), factors, plan.at(network, plan.ITEM_TABLE) + (<usize>embedding << 2), rowBytes, scratch, scores, items)
    }
    if (layers == 1) scoreHidden(network, user, items, scores)
    if (layers > 1) scoreLayers(network, user, items, scratch, scores)
  }
}

function scoreProducts(p: usize, h: usize, factors: i32, q: usize, rowBytes: usize, scratch: usize, scores: usize, items: i32): void {
  for (let k: usize = 0; k < <usize>factors << 2; k += 16)
    v128.store(scratch + k, f32x4.mul(v128.load(p + k), v128.load(h + k)))
  for (let item = 0; item < items; item++) {
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + dot(scratch, q + <usize>item * rowBytes, factors))
  }
}

/** Σ_k w_k relu(a + b_k) for a tower of one layer, four items at a time. */
function scoreHidden(network: usize, user: i32, items: i32, scores: usize): void {
  const width = load<i32>(plan.layerOf(network, 0) + plan.WIDTH)
  const bytes = <usize>width << 2
  const a = plan.at(network, plan.USER_HIDDEN) + <usize>user * bytes
  const b = plan.at(network, plan.ITEM_HIDDEN)
  const w = plan.at(network, plan.OUTPUT_WEIGHTS)
  let item = 0
  for (; item + 4 <= items; item += 4) {
    const b0 = b + <usize>item * bytes
    const b1 = b0 + bytes
    const b2 = b1 + bytes
    const b3 = b2 + bytes
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let s2 = f32x4.splat(0)
    let s3 = f32x4.splat(0)
    for (let k: usize = 0; k < bytes; k += 16) {
      const u = v128.load(a + k)
      const v = v128.load(w + k)
      s0 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b0 + k))), v, s0)
      s1 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b1 + k))), v, s1)
      s2 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b2 + k))), v, s2)
      s3 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b3 + k))), v, s3)
    }
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + sumLanes(s0))
    store<f32>(cell, load<f32>(cell, 4) + sumLanes(s1), 4)
    store<f32>(cell, load<f32>(cell, 8) + sumLanes(s2), 8)
    store<f32>(cell, load<f32>(cell, 12) + sumLanes(s3), 12)
  }
  for (; item < items; item++) {
    let s = f32x4.splat(0)
    const row = b + <usize>item * bytes
    for (let k: usize = 0; k < bytes; k += 16)
      s = multiplyAdd(cutOff(f32x4.add(v128.load(a + k), v128.load(row + k))), v128.load(w + k), s)
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + sumLanes(s))
  }
}

function scoreLayers(network: usize, user: i32, items: i32, scratch: usize, scores: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  const bottom = plan.layerOf(network, 0)
  const bytes = plan.at(bottom, plan.WIDTH) << 2
  const a = plan.at(network, plan.USER_HIDDEN) + <usize>user * bytes
  const output = plan.at(network, plan.OUTPUT_WEIGHTS)
  for (let first = 0; first < items; first += plan.BLOCK) {
    const rows = min(plan.BLOCK, items - first)
    let values = scratch + plan.at(bottom, plan.VALUES)
    let into = values
    let b = plan.at(network, plan.ITEM_HIDDEN) + <usize>first * bytes
    for (let r = 0; r < rows; r++)
      for (let k: usize = 0; k < bytes; k += 16) {
        v128.store(into, cutOff(f32x4.add(v128.load(a + k), v128.load(b))))
        into += 16
        b += 16
      }
    let width = load<i32>(bottom + plan.WIDTH)
    for (let l = 1; l < layers; l++) {
      const layer = plan.layerOf(network, l)
      const next = scratch + plan.at(layer, plan.VALUES)
      const nextWidth = load<i32>(layer + plan.WIDTH)
      multiply(values, plan.at(layer, plan.WEIGHTS), next, rows, width, nextWidth, plan.at(layer, plan.BIASES), CUT_OFF, 0)
      values = next
      width = nextWidth
    }
    for (let r = 0; r < rows; r++) {
      const cell = scores + (<usize>(first + r) << 2)
      store<f32>(cell, load<f32>(cell) + dot(values + <usize>r * (<usize>width << 2), output, width))
    }
  }
}
