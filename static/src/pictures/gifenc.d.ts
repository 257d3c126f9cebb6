/* gifenc ships no types; this is the part of its interface that gif.js uses. */
declare module "gifenc" {
  type Colour = [number, number, number];
  interface FrameOptions {
    palette?: Colour[];
    delay?: number;
    transparent?: boolean;
    transparentIndex?: number;
    dispose?: number;
  }
  export function GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
  export function quantize(rgba: Uint8Array, colours: number): Colour[];
}
