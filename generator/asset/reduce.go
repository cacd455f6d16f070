package asset

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"sync"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// Reduce returns the bytes of a copy of a picture; data are those that are published
// of it. The copy stands upright and has the colours of the picture, its profile
// among them, and nothing else that was said of it. Where the copy would have more
// bytes than the picture, or where its pixels cannot be decoded, it is the picture
// itself.
//
// The same picture gives the same bytes. Pictures that are reduced at a time share a
// bounded amount of memory: who asks for more waits.
func (m *Minifier) Reduce(data []byte, c Copy) []byte {
	h := readHeaders(data)
	if h.raster != lossy && h.raster != lossless {
		return data
	}
	width, height := c.Width, c.Height
	if turned(h.orientation) {
		width, height = height, width
	}
	const bytes = 4 // of a pixel while it is scaled
	defer m.pixels.take(int64(h.decoded + bytes*float64(width)*(h.height+2*float64(height))))()
	small := reduced(data, width, height, h.orientation)
	if small == nil {
		return data
	}
	profile := readProfile(data)
	for _, encode := range encoders(h.raster) {
		if out := encode(small, profile); out != nil && len(out) < len(data) {
			return out
		}
	}
	return data
}

// reduced decodes a picture, scales it and sets it upright; nil: it cannot be decoded.
func reduced(data []byte, width, height, orientation int) image.Image {
	src, err := decode(data)
	if err != nil {
		return nil
	}
	small := upright(scale(coarse(src, width), width, height), orientation)
	switch src.(type) {
	case *image.Gray, *image.Gray16:
		return greys(small)
	}
	return small
}

func decode(data []byte) (image.Image, error) {
	switch sniff(data) {
	case magicJPEG:
		return jpeg.Decode(bytes.NewReader(data))
	case magicPNG:
		return png.Decode(bytes.NewReader(data))
	}
	return webp.Decode(bytes.NewReader(data))
}

// encoders are the ways to write a copy, best first: the next is for a picture that
// is smaller than its copy would be.
func encoders(r Raster) []func(image.Image, profile) []byte {
	if r == lossless {
		return []func(image.Image, profile) []byte{writePNG}
	}
	var list []func(image.Image, profile) []byte
	for _, quality := range []int{85, 75, 65} {
		list = append(list, func(img image.Image, p profile) []byte { return writeJPEG(img, quality, p) })
	}
	return list
}

func writeJPEG(img image.Image, quality int, p profile) []byte {
	var b bytes.Buffer
	if jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}) != nil {
		return nil
	}
	return p.intoJPEG(b.Bytes())
}

func writePNG(img image.Image, p profile) []byte {
	var b bytes.Buffer
	if png.Encode(&b, img) != nil {
		return nil
	}
	return p.intoPNG(b.Bytes())
}

// band is how many rows or columns are scaled at a time. The scaler takes 32 bytes
// for each pixel between its two steps: 150 MB for a photograph of a telephone, 3 MB
// for a band of it.
const band = 32

// scale scales a picture, first in width and then in height.
func scale(src image.Image, width, height int) *image.RGBA {
	from := src.Bounds()
	rows := draw.CatmullRom.NewScaler(width, band, from.Dx(), band)
	between := image.NewRGBA(image.Rect(0, 0, width, from.Dy()))
	for y := 0; y < from.Dy(); y += band {
		n := min(band, from.Dy()-y)
		part := image.Rect(from.Min.X, from.Min.Y+y, from.Max.X, from.Min.Y+y+n)
		rows.Scale(between, image.Rect(0, y, width, y+n), src, part, draw.Src, nil)
	}
	columns := draw.CatmullRom.NewScaler(band, height, band, from.Dy())
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := 0; x < width; x += band {
		n := min(band, width-x)
		columns.Scale(out, image.Rect(x, 0, x+n, height), between, image.Rect(x, 0, x+n, from.Dy()), draw.Src, nil)
	}
	return out
}

// coarse makes one pixel of so many beside and below each other of a photograph that
// what is left is a quarter wider than it is to be, or more. Of a photograph that is
// three times as large as its copy that leaves a quarter of the pixels to scale with
// care, and nobody sees it: decoders do the same on small screens.
func coarse(src image.Image, width int) image.Image {
	k := 4 * src.Bounds().Dx() / (5 * max(width, 1))
	if k < 2 {
		return src
	}
	switch src := src.(type) {
	case *image.Gray:
		b := src.Bounds()
		out := image.NewGray(image.Rect(0, 0, (b.Dx()+k-1)/k, (b.Dy()+k-1)/k))
		average(out.Pix, out.Stride, src.Pix, src.Stride, b.Dx(), b.Dy(), k)
		return out
	case *image.YCbCr:
		return coarseColour(src, k)
	}
	return src
}

// coarseColour does it for a photograph in colour.
func coarseColour(src *image.YCbCr, k int) image.Image {
	b := src.Bounds()
	if b.Min != (image.Point{}) {
		return src // the planes would begin between two pixels
	}
	out := image.NewYCbCr(image.Rect(0, 0, (b.Dx()+k-1)/k, (b.Dy()+k-1)/k), src.SubsampleRatio)
	average(out.Y, out.YStride, src.Y, src.YStride, b.Dx(), b.Dy(), k)
	across, down := subsampling(src.SubsampleRatio)
	w, h := (b.Dx()+across-1)/across, (b.Dy()+down-1)/down
	average(out.Cb, out.CStride, src.Cb, src.CStride, w, h, k)
	average(out.Cr, out.CStride, src.Cr, src.CStride, w, h, k)
	return out
}

// subsampling returns how many pixels share a sample of colour.
func subsampling(r image.YCbCrSubsampleRatio) (across, down int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// average makes one sample of k by k of a plane that is w by h.
func average(out []byte, outStride int, in []byte, inStride, w, h, k int) {
	sums := make([]int, (w+k-1)/k)
	for top := 0; top < h; top += k {
		clear(sums)
		rows := min(k, h-top)
		for y := top; y < top+rows; y++ {
			row := in[y*inStride:][:w]
			for i := range sums {
				for _, v := range row[i*k : min(i*k+k, w)] {
					sums[i] += int(v)
				}
			}
		}
		line := out[top/k*outStride:]
		for i, sum := range sums {
			n := rows * (min(i*k+k, w) - i*k)
			line[i] = byte((sum + n/2) / n)
		}
	}
}

// upright returns a picture as an orientation says that it is to be seen.
func upright(src *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turned(orientation) {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			u, v := x, y // where the pixel comes to
			switch orientation {
			case 2:
				u = w - 1 - x
			case 3:
				u, v = w-1-x, h-1-y
			case 4:
				v = h - 1 - y
			case 5:
				u, v = y, x
			case 6:
				u, v = h-1-y, x
			case 7:
				u, v = h-1-y, w-1-x
			case 8:
				u, v = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(u, v):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return out
}

// greys returns one value for each pixel of a picture without colours: a profile of
// greys is good for nothing else.
func greys(src *image.RGBA) *image.Gray {
	out := image.NewGray(src.Rect)
	for i := range out.Pix {
		out.Pix[i] = src.Pix[4*i]
	}
	return out
}

// budget is an amount that several share.
type budget struct {
	mu        sync.Mutex
	given     sync.Cond
	all, left int64
}

func newBudget(n int64) *budget {
	b := &budget{all: n, left: n}
	b.given.L = &b.mu
	return b
}

// take waits until so much is left, or all, and returns what gives it back.
func (b *budget) take(n int64) (give func()) {
	n = min(n, b.all)
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.left < n {
		b.given.Wait()
	}
	b.left -= n
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.left += n
		b.given.Broadcast()
	}
}
