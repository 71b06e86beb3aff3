export function Dock() {
  return <div class="dock" />
}
