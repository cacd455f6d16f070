package asset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"gongkai/generator/diag"
)

// secret stands for whatever must not be published.
const secret = "SECRET-12.3456N"

// photo is a picture in which neighbours differ, of w by h pixels.
func photo(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 11), uint8(x * y), 255})
		}
	}
	return img
}

func plainJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, photo(30, 20)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiff is an EXIF block as a phone writes it: an orientation, a maker's name,
// and a directory with a location.
func tiff(order binary.AppendByteOrder, orientation int) []byte {
	mark := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		mark = "MM\x00*"
	}
	const first, gps, text = 8, 50, 68
	b := order.AppendUint32([]byte(mark), first)
	b = order.AppendUint16(b, 3)
	entry := func(tag, kind uint16, count uint32, value func([]byte) []byte) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, count)
		b = value(b)
	}
	long := func(v uint32) func([]byte) []byte { return func(b []byte) []byte { return order.AppendUint32(b, v) } }
	short := func(v uint16) func([]byte) []byte {
		return func(b []byte) []byte { return order.AppendUint16(order.AppendUint16(b, v), 0) }
	}
	entry(0x010F, 2, uint32(len(secret)), long(text))
	entry(tagOrientation, 3, 1, short(uint16(orientation)))
	entry(tagGPS, 4, 1, long(gps))
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	entry(2, 2, uint32(len(secret)), long(text))
	b = order.AppendUint32(b, 0)
	return append(b, secret...)
}

// jpegSegment is one segment.
func jpegSegment(marker byte, data ...string) []byte {
	n := 2
	for _, d := range data {
		n += len(d)
	}
	b := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(n))
	for _, d := range data {
		b = append(b, d...)
	}
	return b
}

// phoneJPEG is a JPEG with everything that phones and editors add to it.
func phoneJPEG(t testing.TB, order binary.AppendByteOrder, orientation int) []byte {
	t.Helper()
	plain := plainJPEG(t)
	b := append([]byte(nil), plain[:2]...)
	b = append(b, jpegSegment(jpegAPP0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01", "abc")...)
	b = append(b, jpegSegment(jpegAPP0, "JFXX\x00\x10", secret)...)
	b = append(b, jpegSegment(jpegAPP1, "Exif\x00\x00", string(tiff(order, orientation)))...)
	b = append(b, jpegSegment(jpegAPP1, "http://ns.adobe.com/xap/1.0/\x00", secret)...)
	b = append(b, jpegSegment(jpegAPP2, "ICC_PROFILE\x00\x01\x01", "colours")...)
	b = append(b, jpegSegment(jpegAPP2, "MPF\x00", secret)...)
	b = append(b, jpegSegment(0xED, "Photoshop 3.0\x00", secret)...)
	b = append(b, jpegSegment(jpegCOM, secret)...)
	b = append(b, 0xFF) // fill byte
	b = append(b, plain[2:]...)
	return append(b, "a film: "+secret...)
}

// phonePNG is a PNG with everything that phones and editors add to it.
func phonePNG(t testing.TB, orientation int) []byte {
	t.Helper()
	plain := plainPNG(t)
	const header = 8 + 12 + 13
	b := append([]byte(nil), plain[:header]...)
	b = appendChunk(b, "sRGB", []byte{0})
	b = appendChunk(b, "gAMA", []byte{0, 0, 0xb1, 0x8f})
	b = appendChunk(b, "tEXt", []byte("Comment\x00"+secret))
	b = appendChunk(b, "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret))
	b = appendChunk(b, "zTXt", []byte("Comment\x00\x00"+secret))
	b = appendChunk(b, "tIME", []byte{7, 0xe1, 3, 15, 10, 30, 0})
	b = appendChunk(b, "prVt", []byte(secret))
	b = appendChunk(b, "eXIf", tiff(binary.BigEndian, orientation))
	b = append(b, plain[header:]...)
	return append(b, secret...)
}

// webP is a WebP container around a lossless header; the pixels are missing.
func webP(t testing.TB, orientation int, extended bool) []byte {
	t.Helper()
	chunk := func(kind string, data []byte) []byte {
		b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
		b = append(b, data...)
		if len(data)%2 == 1 {
			b = append(b, 0)
		}
		return b
	}
	lossless := chunk("VP8L", append([]byte{0x2f}, binary.LittleEndian.AppendUint32(nil, 29|19<<14)...))
	var body []byte
	if extended {
		body = append(body, chunk("VP8X", []byte{webpFlagXMP | webpFlagEXIF, 0, 0, 0, 29, 0, 0, 19, 0, 0})...)
	}
	body = append(body, lossless...)
	if extended {
		body = append(body, chunk("EXIF", tiff(binary.LittleEndian, orientation))...)
		body = append(body, chunk("XMP ", []byte(secret))...)
		body = append(body, chunk("ABCD", []byte(secret))...)
	}
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(b, "WEBP"...), body...)
}

// samePixels fails where two pictures differ in a single pixel.
func samePixels(t *testing.T, a, b []byte) {
	t.Helper()
	imgA, _, errA := image.Decode(bytes.NewReader(a))
	imgB, _, errB := image.Decode(bytes.NewReader(b))
	if errA != nil || errB != nil {
		t.Fatalf("%v, %v", errA, errB)
	}
	if imgA.Bounds() != imgB.Bounds() {
		t.Fatalf("%v, %v", imgA.Bounds(), imgB.Bounds())
	}
	for y := range imgA.Bounds().Dy() {
		for x := range imgA.Bounds().Dx() {
			if imgA.At(x, y) != imgB.At(x, y) {
				t.Fatalf("pixel %d,%d differs", x, y)
			}
		}
	}
}

// A JPEG loses what is hidden in it, and keeps pixels, colours, orientation.
func TestStripJPEG(t *testing.T) {
	m := New()
	orders := map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian}
	for name, order := range orders {
		for orientation := 1; orientation <= 8; orientation++ {
			t.Run(fmt.Sprint(name, orientation), func(t *testing.T) {
				in := phoneJPEG(t, order, orientation)
				out, ds := m.Static("static/a.jpg", in)
				if len(ds) != 1 || ds[0].Code != located.Code {
					t.Fatalf("findings %v", ds)
				}
				if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte("abc")) {
					t.Error("metadata left")
				}
				if !bytes.Contains(out, []byte("ICC_PROFILE\x00\x01\x01colours")) || !bytes.Contains(out, []byte("JFIF")) {
					t.Error("colours lost")
				}
				if got := jpegOrientation(t, out); got != orientation {
					t.Errorf("orientation %d", got)
				}
				samePixels(t, out, plainJPEG(t))
				again, ds := m.Static("static/a.jpg", out)
				if len(ds) > 0 || !bytes.Equal(again, out) {
					t.Errorf("stripped twice, it changes: %v", ds)
				}
				wantW, wantH := 30, 20
				if orientation >= 5 {
					wantW, wantH = 20, 30
				}
				for _, data := range [][]byte{in, out} {
					if w, h, err := imageSize(data); w != wantW || h != wantH || err != nil {
						t.Errorf("size %d×%d, %v", w, h, err)
					}
				}
			})
		}
	}
}

func jpegOrientation(t *testing.T, data []byte) int {
	t.Helper()
	orientation := 1
	err := walkJPEG(data, func(s segment) bool {
		if s.marker == jpegAPP1 {
			orientation = readEXIF(s.data[6:]).orientation
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return orientation
}

// Progressive pictures have several scans, and restarts inside them.
func TestStripJPEGScans(t *testing.T) {
	scan := "\x12\xff\x00\x34\xff\xd0\x56\xff\xff\x00"
	in := []byte("\xff\xd8")
	in = append(in, jpegSegment(0xC2, "\x08\x00\x14\x00\x1e\x01\x01\x11\x00")...)
	for range 3 {
		in = append(in, jpegSegment(jpegSOS, "\x01\x01\x00\x00\x3f\x00")...)
		in = append(in, scan...)
		in = append(in, jpegSegment(0xC4, "table")...)
	}
	in = append(in, "\xff\xd9"...)
	out, _, err := stripJPEG(in)
	if err != nil || !bytes.Equal(out, in) {
		t.Errorf("%v\n% x\n% x", err, in, out)
	}
	if w, h, err := imageSize(in); w != 30 || h != 20 || err != nil {
		t.Errorf("size %d×%d, %v", w, h, err)
	}
}

// A PNG loses what is hidden in it, and keeps pixels, colours, orientation.
func TestStripPNG(t *testing.T) {
	m := New()
	for orientation := 1; orientation <= 8; orientation++ {
		in := phonePNG(t, orientation)
		out, ds := m.Static("static/a.png", in)
		if len(ds) != 1 || ds[0].Code != located.Code {
			t.Fatalf("findings %v", ds)
		}
		for _, gone := range []string{secret, "tEXt", "iTXt", "zTXt", "tIME", "prVt"} {
			if bytes.Contains(out, []byte(gone)) {
				t.Errorf("%s left", gone)
			}
		}
		if !bytes.Contains(out, []byte("sRGB")) || !bytes.Contains(out, []byte("gAMA")) {
			t.Error("colours lost")
		}
		if kept := bytes.Contains(out, []byte("eXIf")); kept != (orientation > 1) {
			t.Errorf("orientation %d: eXIf kept: %v", orientation, kept)
		}
		samePixels(t, out, plainPNG(t))
		again, ds := m.Static("static/a.png", out)
		if len(ds) > 0 || !bytes.Equal(again, out) {
			t.Errorf("stripped twice, it changes: %v", ds)
		}
		w, h, err := imageSize(out)
		if turned(orientation) {
			w, h = h, w
		}
		if w != 30 || h != 20 || err != nil {
			t.Errorf("orientation %d: size %d×%d, %v", orientation, w, h, err)
		}
	}
}

// An ancillary chunk with a wrong checksum is dropped, as decoders do; with a
// critical one the picture is damaged.
func TestPNGChecksums(t *testing.T) {
	good := phonePNG(t, 1)
	for kind, want := range map[string]error{"gAMA": nil, "IDAT": errPNGSum, "IHDR": errPNGSum} {
		b := bytes.Clone(good)
		b[bytes.Index(b, []byte(kind))+4] ^= 1
		out, _, err := stripPNG(b)
		if want == nil && (err != nil || bytes.Contains(out, []byte(kind))) {
			t.Errorf("%s: %v", kind, err)
		}
		if want != nil && (err == nil || err.Error() != want.Error()) {
			t.Errorf("%s: %v, want %v", kind, err, want)
		}
	}
}

func TestStripWebP(t *testing.T) {
	m := New()
	for orientation := 1; orientation <= 8; orientation++ {
		out, ds := m.Static("static/a.webp", webP(t, orientation, true))
		if len(ds) != 1 || ds[0].Code != located.Code || bytes.Contains(out, []byte(secret)) {
			t.Fatalf("findings %v, % x", ds, out)
		}
		var flags byte
		kept := 1
		err := walkWebP(out, func(kind string, data, _ []byte) {
			switch kind {
			case "VP8X":
				flags = data[0]
			case "EXIF":
				kept = readEXIF(data).orientation
			}
		})
		if err != nil || kept != orientation || (flags&webpFlagEXIF != 0) != (orientation > 1) || flags&webpFlagXMP != 0 {
			t.Errorf("orientation %d: kept %d, flags %x, %v", orientation, kept, flags, err)
		}
		w, h, err := imageSize(out)
		if turned(orientation) {
			w, h = h, w
		}
		if w != 30 || h != 20 || err != nil {
			t.Errorf("size %d×%d, %v", w, h, err)
		}
	}
	simple := webP(t, 1, false)
	if out, ds := m.Static("static/a.webp", simple); len(ds) > 0 || !bytes.Equal(out, simple) {
		t.Errorf("simple WebP changed: %v", ds)
	}
	if w, h, err := imageSize(simple); w != 30 || h != 20 || err != nil {
		t.Errorf("size %d×%d, %v", w, h, err)
	}
}

// A file cut short anywhere gives a finding, and never panics.
func TestTruncatedPictures(t *testing.T) {
	m := New()
	pictures := map[string][]byte{
		"a.jpg":  append(bytes.TrimSuffix(phoneJPEG(t, binary.LittleEndian, 6), []byte("a film: "+secret)), ""...),
		"a.png":  bytes.TrimSuffix(phonePNG(t, 6), []byte(secret)),
		"a.webp": webP(t, 6, true),
	}
	for name, data := range pictures {
		for n := range data {
			_, ds := m.Static(name, data[:n:n])
			if len(ds) == 0 {
				t.Errorf("%s cut to %d of %d bytes: no finding", name, n, len(data))
			}
			imageSize(data[:n:n])
		}
	}
}

// EXIF with offsets that lead nowhere is read as no EXIF.
func TestHostileEXIF(t *testing.T) {
	good := tiff(binary.LittleEndian, 6)
	for i := range good {
		for _, c := range []byte{0, 1, 0x7f, 0xff} {
			b := bytes.Clone(good)
			b[i] = c
			if got := readEXIF(b).orientation; got < 1 || got > 8 {
				t.Errorf("orientation %d", got)
			}
		}
		readEXIF(good[:i:i])
	}
}

func TestSize(t *testing.T) {
	var g bytes.Buffer
	if err := gif.Encode(&g, photo(13, 7), nil); err != nil {
		t.Fatal(err)
	}
	lossy := "RIFF\x1e\x00\x00\x00WEBPVP8 \x12\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x0d\x40\x07\x80" + "\x00\x00\x00\x00\x00\x00\x00\x00"
	for _, test := range []struct {
		name, data string
		w, h       int
	}{
		{"gif", g.String(), 13, 7},
		{"webp", lossy, 13, 7},
		{"svg in pixels", `<svg xmlns="http://www.w3.org/2000/svg" width="13" height="7px"/>`, 13, 7},
		{"svg by its box", "<?xml version=\"1.0\"?>\n<!-- c -->\n<svg viewBox=\"0 0 13.2 6.6\"/>", 13, 7},
		{"svg by width and box", `<svg width="26" viewBox="0,0,13,7"/>`, 26, 14},
		{"svg in percent", `<svg width="100%" height="100%" viewBox="0 0 13 7"/>`, 13, 7},
		{"svg in inches", `<svg width="1in" height="2.54cm"/>`, 96, 96},
		{"svg without a size", `<svg></svg>`, 0, 0},
		{"text", "hello", 0, 0},
		{"nothing", "", 0, 0},
	} {
		w, h, err := imageSize([]byte(test.data))
		if w != test.w || h != test.h || (err == nil) != (test.w > 0) {
			t.Errorf("%s: %d×%d, %v", test.name, w, h, err)
		}
	}
}

func FuzzJPEG(f *testing.F) {
	f.Add(phoneJPEG(f, binary.LittleEndian, 6))
	f.Add(phoneJPEG(f, binary.BigEndian, 1))
	f.Add([]byte("\xff\xd8\xff\xda\x00\x02\xff\xd9"))
	f.Fuzz(func(t *testing.T, b []byte) { stripTwice(t, "a.jpg", b) })
}

func FuzzPNG(f *testing.F) {
	f.Add(phonePNG(f, 6))
	f.Add(plainPNG(f))
	f.Fuzz(func(t *testing.T, b []byte) { stripTwice(t, "a.png", b) })
}

func FuzzWebP(f *testing.F) {
	f.Add(webP(f, 6, true))
	f.Add(webP(f, 1, false))
	f.Fuzz(func(t *testing.T, b []byte) { stripTwice(t, "a.webp", b) })
}

// stripTwice checks what holds for every input: a picture that is published
// has no location, is not larger than a minimal EXIF more, and stays as it is
// when it is stripped again.
func stripTwice(t *testing.T, name string, b []byte) {
	t.Helper()
	in := bytes.Clone(b)
	out, facts, err := strip(b)
	if !bytes.Equal(in, b) {
		t.Fatal("input changed")
	}
	imageSize(b)
	if err != nil {
		return
	}
	again, left, err := strip(out)
	if err != nil || !bytes.Equal(again, out) {
		t.Fatalf("%s: stripped twice, it changes: %v", name, err)
	}
	if left.gps || left.orientation != facts.orientation {
		t.Fatalf("%s: %+v became %+v", name, facts, left)
	}
}

// findings renders the codes of diagnostics for comparison.
func findings(ds []diag.Diagnostic) string {
	var b bytes.Buffer
	for i, d := range ds {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s:%d:%d", d.Code, d.Pos.Line, d.Pos.Column)
	}
	return b.String()
}
