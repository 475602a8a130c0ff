/** The first of many, with changes anywhere in between in logarithmic time. */
export interface Heap<T> {
  readonly size: number;
  add(item: T): void;
  /** Does nothing where it is not in. */
  remove(item: T): void;
  first(): T | undefined;
  /** All, in no particular order. */
  items(): Iterable<T>;
}

/** A binary heap. What `before` looks at must not change while an item is in. */
export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const heap: T[] = [];
  const places = new Map<T, number>();

  function put(item: T, place: number): void {
    heap[place] = item;
    places.set(item, place);
  }

  function restoreOrder(item: T, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !before(item, other)) break;
      put(other, place);
      place = above;
    }
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const takeRight = b !== undefined && before(b, a);
      const child = takeRight ? b : a;
      if (!before(child, item)) break;
      put(child, place);
      place = takeRight ? left + 1 : left;
    }
    put(item, place);
  }

  return {
    get size() {
      return heap.length;
    },
    add(item) {
      if (places.has(item)) return;
      heap.push(item);
      restoreOrder(item, heap.length - 1);
    },
    remove(item) {
      const place = places.get(item);
      if (place === undefined) return;
      places.delete(item);
      const last = heap.pop();
      if (last !== undefined && last !== item) restoreOrder(last, place);
    },
    first: () => heap[0],
    items: () => places.keys(),
  };
}
