/** A plot as a file: SVG that stands alone, and a PNG of it. */
import type { PlotView } from '../../features/overview/protocol';
import { patch } from './patch';
import { sheet } from './pictures';
import type { VNode } from './vnode';

/** Of a usual editor: pictures for papers and slides should not depend on how wide a pane happens to be. */
const sheetWidth = 960;
/** Twice as fine as the screen, until a picture becomes as large as few programs show. */
const fineness = 2;
const largestSide = 8192;

const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Draws the plot once more, whole and in the colours of the page, with every style written out: the file has no style sheet. */
export function svgText(plot: PlotView, lang: string): string {
  const holder = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.append(holder);
  try {
    const drawn: VNode = sheet(plot, sheetWidth, lang);
    patch(holder, drawn);
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const elements = [holder, ...holder.querySelectorAll('*')];
    const styles = elements.map((element) => {
      const style = getComputedStyle(element);
      return { hidden: style.display === 'none', values: properties.map((name) => [name, plainColor(style.getPropertyValue(name), canvas)] as const) };
    });
    elements.forEach((element, index) => {
      const style = styles[index];
      if (style?.hidden && element !== holder) element.remove();
      else for (const [name, value] of style?.values ?? []) element.setAttribute(name, value);
      for (const { name } of [...element.attributes]) if (/^(data-|aria-|role$|tabindex$|class$|style$)/.test(name)) element.removeAttribute(name);
    });
    return new XMLSerializer().serializeToString(holder);
  } finally {
    holder.remove();
  }
}

/** `color(srgb …)`, which mixed colours are computed to, is known to browsers alone: it is painted, and read back. */
function plainColor(value: string, canvas: CanvasRenderingContext2D | null): string {
  if (!canvas || !/^(color|oklab|lab)\(/.test(value)) return value;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = value;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = canvas.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
}

/** @throws where the browser cannot draw the picture */
export async function pngBytes(svg: string): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(fineness, largestSide / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('no picture');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
