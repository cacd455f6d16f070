package asset

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/image/webp"
)

// The corners of a scene, as it is to be seen.
var corners = [...]color.RGBA{{200, 30, 30, 255}, {30, 160, 30, 255}, {30, 30, 200, 255}, {210, 210, 40, 255}}

// sceneAt is the colour of a scene of w by h at a place: each quarter has the colour
// of its corner, with the grain of a photograph.
func sceneAt(x, y, w, h int) color.RGBA {
	c := corners[2*(2*y/h)+2*x/w]
	grain := uint8((uint32(x*7919+y*104729) * 2654435761 >> 8) % 13)
	return color.RGBA{c.R + grain, c.G + grain, c.B + grain, 255}
}

// fill draws a scene as it is stored for an orientation.
func fill(img interface {
	image.Image
	Set(x, y int, c color.Color)
}, orientation int) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	for row := range h {
		for col := range w {
			// CIPA DC-008, 4.6.4: where row 0 and column 0 are in the scene.
			var c color.RGBA
			switch orientation {
			case 2: // top, right
				c = sceneAt(w-1-col, row, w, h)
			case 3: // bottom, right
				c = sceneAt(w-1-col, h-1-row, w, h)
			case 4: // bottom, left
				c = sceneAt(col, h-1-row, w, h)
			case 5: // left, top
				c = sceneAt(row, col, h, w)
			case 6: // right, top
				c = sceneAt(h-1-row, col, h, w)
			case 7: // right, bottom
				c = sceneAt(h-1-row, w-1-col, h, w)
			case 8: // left, bottom
				c = sceneAt(row, w-1-col, h, w)
			default:
				c = sceneAt(col, row, w, h)
			}
			img.Set(col, row, c)
		}
	}
}

// asJPEG writes a JPEG with segments before its own.
func asJPEG(t testing.TB, img image.Image, segments ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return bytes.Join([][]byte{b.Bytes()[:2], bytes.Join(segments, nil), b.Bytes()[2:]}, nil)
}

// asPNG writes a PNG with chunks behind its first.
func asPNG(t testing.TB, img image.Image, chunks ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return bytes.Join([][]byte{b.Bytes()[:33], bytes.Join(chunks, nil), b.Bytes()[33:]}, nil)
}

// reduce makes the copy of what is published of a picture, as a build does.
func reduce(t testing.TB, name string, data []byte, most int) ([]byte, Copy) {
	t.Helper()
	m := New()
	out, found := m.Static(name, data)
	info := InfoOf(out)
	c, ok := info.Copy(name, most)
	if !ok {
		t.Fatalf("%s has no copy: %+v, %s", name, info, findings(found))
	}
	return m.Reduce(out, c), c
}

// near reports whether a colour is that of a corner, with its grain.
func near(got color.Color, want color.RGBA) bool {
	r, g, b, _ := got.RGBA()
	for _, d := range []int{int(r>>8) - int(want.R), int(g>>8) - int(want.G), int(b>>8) - int(want.B)} {
		if d < -14 || d > 26 {
			return false
		}
	}
	return true
}

// checkScene checks that a copy has its measures and shows the scene upright.
func checkScene(t *testing.T, data []byte, c Copy) image.Image {
	t.Helper()
	img, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if w != c.Width || h != c.Height {
		t.Fatalf("%d×%d, not %d×%d", w, h, c.Width, c.Height)
	}
	for i, at := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		if got := img.At(at.X, at.Y); !near(got, corners[i]) {
			t.Errorf("corner %d is %v, not %v", i, got, corners[i])
		}
	}
	return img
}

// A copy stands upright without being told to, has its measures, and none of the
// metadata.
func TestReduceOrientation(t *testing.T) {
	for orientation := range 9 {
		img := image.NewRGBA(image.Rect(0, 0, 90, 60))
		fill(img, orientation)
		exif := "Exif\x00\x00" + string(tiff(binary.LittleEndian, orientation))
		data := asJPEG(t, img, jpegSegment(jpegAPP1, exif), jpegSegment(jpegCOM, secret))
		out, c := reduce(t, "a/photo.JPG", data, 45)
		if want := map[bool]Copy{false: {"a/photo.45.JPG", 45, 30}, true: {"a/photo.45.JPG", 30, 45}}[orientation > 4]; c != want {
			t.Errorf("orientation %d: %+v", orientation, c)
		}
		checkScene(t, out, c)
		if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte("Exif")) || len(out) >= len(data) {
			t.Errorf("orientation %d: metadata in %d of %d bytes", orientation, len(out), len(data))
		}
		whole := asPNG(t, img, appendChunk(nil, "eXIf", tiff(binary.BigEndian, orientation)), appendChunk(nil, "tEXt", []byte("Comment\x00"+secret)))
		out, c = reduce(t, "photo.png", whole, 45)
		checkScene(t, out, c)
		if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte("eXIf")) {
			t.Errorf("orientation %d: metadata in the PNG", orientation)
		}
	}
}

// iccOf is a profile of a colour space, as far as anybody here looks at it.
func iccOf(space string, size int) []byte {
	rnd := rand.New(rand.NewPCG(1, 1))
	icc := make([]byte, size)
	for i := range icc {
		icc[i] = byte(rnd.Uint32())
	}
	copy(icc[16:], space)
	return icc
}

// The colours of a copy are those of the picture, and are told as the picture told
// them.
func TestReduceColours(t *testing.T) {
	at := image.Rect(0, 0, 300, 200)
	draw := func(img interface {
		image.Image
		Set(x, y int, c color.Color)
	}) image.Image {
		fill(img, 1)
		return img
	}
	icc := iccOf("RGB ", 66_000)
	pieces := append(jpegSegment(jpegAPP2, profileMark+"\x02\x02", string(icc[profilePiece:])), jpegSegment(jpegAPP2, profileMark+"\x01\x02", string(icc[:profilePiece]))...)
	grey := iccOf("GRAY", 300)
	chunks := bytes.Join([][]byte{appendChunk(nil, "gAMA", []byte{0, 0, 0xb1, 0x8f}), appendChunk(nil, "iCCP", []byte("x\x00\x00profile"))}, nil)
	ycc := image.NewYCbCr(at, image.YCbCrSubsampleRatio444)
	for y := range 200 {
		for x := range 300 {
			c := sceneAt(x, y, 300, 200)
			i := ycc.YOffset(x, y)
			ycc.Y[i], ycc.Cb[i], ycc.Cr[i] = color.RGBToYCbCr(c.R, c.G, c.B)
		}
	}
	for _, test := range []struct {
		name    string
		data    []byte
		profile []byte
		grey    bool
	}{
		{"colour.jpg", asJPEG(t, draw(image.NewRGBA(at)), pieces), icc, false},
		{"full.jpg", asJPEG(t, ycc), nil, false},
		{"grey.jpg", asJPEG(t, draw(image.NewGray(at)), jpegSegment(jpegAPP2, profileMark+"\x01\x01", string(grey))), grey, true},
		{"colour.png", asPNG(t, draw(image.NewRGBA(at)), chunks), chunks, false},
		{"alpha.png", asPNG(t, draw(image.NewNRGBA(at)), chunks), chunks, false},
		{"deep.png", asPNG(t, draw(image.NewRGBA64(at))), nil, false},
		{"grey.png", asPNG(t, draw(image.NewGray(at)), chunks), chunks, true},
		{"deepgrey.png", asPNG(t, draw(image.NewGray16(at))), nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, c := reduce(t, test.name, test.data, 100)
			if len(out) >= len(test.data) {
				t.Fatalf("the copy has %d bytes, of %d", len(out), len(test.data))
			}
			got := readProfile(out)
			if !bytes.Equal(got.icc, test.profile) && !bytes.Equal(got.chunks, test.profile) {
				t.Errorf("the profile is %d and %d bytes, not %d", len(got.icc), len(got.chunks), len(test.profile))
			}
			img, err := decode(out)
			if err != nil {
				t.Fatal(err)
			}
			if _, isGrey := img.(*image.Gray); isGrey != test.grey {
				t.Errorf("it is a %T", img)
			}
			if !test.grey {
				checkScene(t, out, c)
			} else if a, b := img.(*image.Gray).GrayAt(20, 20).Y, color.GrayModel.Convert(corners[0]).(color.Gray).Y; a < b-10 || a > b+20 {
				t.Errorf("grey %d, not about %d", a, b)
			}
		})
	}
}

// What is transparent stays so, and what is opaque beside it gets no dark rim.
func TestReduceAlpha(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 400, 200))
	for y := range 200 {
		for x := range 200 {
			img.SetNRGBA(x, y, color.NRGBA{200, uint8(30 + (x*y)%20), 30, 255})
		}
	}
	out, _ := reduce(t, "a.png", asPNG(t, img), 100)
	small, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 100 {
		c := color.NRGBAModel.Convert(small.At(x, 25)).(color.NRGBA)
		if x < 49 && c.A != 255 || x > 51 && c.A != 0 || c.A > 40 && c.R < 180 {
			t.Errorf("at %d: %v", x, c)
		}
	}
}

// Of a WebP the copy is a JPEG, or a PNG where it is transparent or was kept exactly.
func TestReduceWebP(t *testing.T) {
	for name, ext := range map[string]string{"lossy": ".jpg", "alpha": ".png", "lossless": ".png"} {
		data, err := os.ReadFile(filepath.Join("testdata", "webp", name+".webp"))
		if err != nil {
			t.Fatal(err)
		}
		out, c := reduce(t, name+".webp", data, 100)
		if c.Path != name+".webp.100"+ext || c.Width != 100 || c.Height != 33 {
			t.Errorf("%s: %+v", name, c)
		}
		img, format, err := image.Decode(bytes.NewReader(out))
		if err != nil || "."+strings.TrimSuffix(format, "eg")+map[bool]string{true: "g"}[format == "jpeg"] != ext {
			t.Fatalf("%s is a %s: %v", name, format, err)
		}
		if r, g, b, a := img.At(20, 15).RGBA(); r>>8 < 180 || g>>8 > 90 || b>>8 > 90 || a>>8 != 255 {
			t.Errorf("%s: %d %d %d %d", name, r>>8, g>>8, b>>8, a>>8)
		}
		if _, _, _, a := img.At(90, 15).RGBA(); (a == 0) != (ext == ".png") {
			t.Errorf("%s: alpha %d", name, a)
		}
		if p := readProfile(out); len(p.icc) == 0 && !bytes.Contains(p.chunks, []byte("iCCP")) {
			t.Errorf("%s: no profile", name)
		}
	}
}

// Where a copy would have more bytes than the picture, it is the picture.
func TestReduceNotLarger(t *testing.T) {
	scan := image.NewPaletted(image.Rect(0, 0, 300, 300), color.Palette{color.White, color.Black})
	for i := range scan.Pix {
		scan.Pix[i] = byte(i / 3 % 7 % 2)
	}
	data := asPNG(t, scan)
	if out, _ := reduce(t, "scan.png", data, 280); !bytes.Equal(out, data) {
		t.Errorf("%d bytes became %d", len(data), len(out))
	}
	web := image.NewPaletted(image.Rect(0, 0, 200, 200), palette.WebSafe)
	fill(web, 1)
	data = asPNG(t, web)
	if out, c := reduce(t, "web.png", data, 60); bytes.Equal(out, data) {
		t.Error("a palette has no copy")
	} else {
		checkScene(t, out, c)
	}
}

// One picture gives one copy, however many are made at a time.
func TestReduceDeterministic(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	fill(img, 1)
	data, m := asJPEG(t, img), New()
	info := InfoOf(data)
	c, _ := info.Copy("a.jpg", 100)
	results := make(chan string)
	for range 8 {
		go func() { results <- string(m.Reduce(data, c)) }()
	}
	first := <-results
	for range 7 {
		if <-results != first {
			t.Error("two copies differ")
		}
	}
}

// allocated returns how many bytes are allocated by f.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A photograph takes the memory that it has decoded, and little more.
func TestReduceMemory(t *testing.T) {
	const width, height = 1200, 900
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range img.Y {
		img.Y[i] = byte(100 + rnd.IntN(9))
	}
	data := asJPEG(t, img)
	m, info := New(), InfoOf(data)
	c, _ := info.Copy("a.jpg", 800)
	decoded, between, out := uint64(width*height*3/2), uint64(800*height*4), uint64(800*600*4)
	if got, most := allocated(func() { m.Reduce(data, c) }), decoded+between+out+4<<20; got > most {
		t.Errorf("%d MB for a photograph, more than %d", got>>20, most>>20)
	}
}

// withSize writes other measures into the header of a JPEG or a PNG.
func withSize(data []byte, width, height int) []byte {
	data = bytes.Clone(data)
	if sniff(data) == magicPNG {
		binary.BigEndian.PutUint32(data[16:], uint32(width))
		binary.BigEndian.PutUint32(data[20:], uint32(height))
		binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
		return data
	}
	i := bytes.Index(data, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(data[i+5:], uint16(height))
	binary.BigEndian.PutUint16(data[i+7:], uint16(width))
	return data
}

// What claims to be enormous, or would take forever, is not decoded, and a finding
// says so; what has its headers right and its pixels not is shown as it is.
func TestReduceHostile(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 90, 60))
	fill(img, 1)
	plain, bare := asPNG(t, img), asJPEG(t, img)
	scan := bare[bytes.Index(bare, []byte{0xFF, jpegSOS}) : len(bare)-2]
	cmyk := bytes.Replace(bare, []byte{8, 0, 60, 0, 90, 3}, []byte{8, 0, 60, 0, 90, 4}, 1)
	twelve := bytes.Replace(bare, []byte{8, 0, 60, 0, 90, 3}, []byte{12, 0, 60, 0, 90, 3}, 1)
	for _, test := range []struct {
		name string
		data []byte
		want Raster
	}{
		{"huge.png", withSize(plain, 60_000, 60_000), unbounded},
		{"absurd.png", withSize(plain, 1<<31-1, 1<<31-1), unbounded},
		{"huge.jpg", withSize(bare, 65_535, 65_535), unbounded},
		{"scans.jpg", bytes.Join([][]byte{bare[:len(bare)-2], bytes.Repeat(scan, maxScans), bare[len(bare)-2:]}, nil), unbounded},
		{"cmyk.jpg", cmyk, forPrint},
		{"twelve.jpg", twelve, unusual},
		{"moving.png", asPNG(t, img, appendChunk(nil, "acTL", make([]byte, 8))), noRaster},
	} {
		m := New()
		info := InfoOf(test.data)
		_, ok := info.Copy(test.name, 40)
		d, said := info.Whole(test.name, 40)
		if info.Raster != test.want || ok || said != (test.want != noRaster) {
			t.Errorf("%s: %d, a copy: %t, said: %t", test.name, info.Raster, ok, said)
		}
		if said && (d.Pos.File != test.name || d.Code != "AS014") {
			t.Errorf("%s: %+v", test.name, d)
		}
		if _, said := info.Whole(test.name, 0); said {
			t.Errorf("%s: said although pictures are not reduced", test.name)
		}
		var out []byte
		if got := allocated(func() { out = m.Reduce(test.data, Copy{test.name, 40, 40}) }); got > 1<<20 || !bytes.Equal(out, test.data) {
			t.Errorf("%s: %d bytes allocated", test.name, got)
		}
	}
	for name, data := range map[string][]byte{"larger.jpg": withSize(bare, 900, 600), "cut.png": plain[:len(plain)/2], "swapped.png": withSize(plain, 60, 90)} {
		if out := New().Reduce(data, Copy{name, 45, 30}); len(out) > len(data) {
			t.Errorf("%s: %d bytes became %d", name, len(data), len(out))
		}
	}
	data, err := os.ReadFile("testdata/webp/alpha.webp")
	if err != nil {
		t.Fatal(err)
	}
	data[24] = 9 // the canvas is narrower than its frame
	if _, err := webp.DecodeConfig(bytes.NewReader(data)); err == nil && readHeaders(data).raster != noRaster {
		t.Error("a frame that is not as large as its picture")
	}
}

// The names of copies lead back to the pictures, and a picture that is small, or is
// not to be reduced, has none.
func TestCopyNames(t *testing.T) {
	for _, test := range []struct {
		name          string
		width, height int
		raster        Raster
		most          int
		want          Copy
	}{
		{"a/photo.jpg", 4000, 3000, lossy, 1600, Copy{"a/photo.1600.jpg", 1600, 1200}},
		{"照片.JPEG", 3000, 4000, lossy, 1600, Copy{"照片.1600.JPEG", 1200, 1600}},
		{"a.b.png", 1601, 10, lossless, 1600, Copy{"a.b.1600.png", 1600, 10}},
		{"a.png", 60_000, 1, lossless, 1600, Copy{"a.1600.png", 1600, 1}},
		{"a.WEBP", 4000, 3000, lossy, 800, Copy{"a.WEBP.800.jpg", 800, 600}},
		{"a.webp", 4000, 3000, lossless, 800, Copy{"a.webp.800.png", 800, 600}},
		{"poster.jpg", 1080, 8000, lossy, 1600, Copy{"poster.1600.jpg", 800, 5926}},
		{"poster.jpg", 800, 8000, lossy, 1600, Copy{}},
		{"photo.jpg", 1600, 1200, lossy, 1600, Copy{}},
		{"photo.jpg", 4000, 3000, lossy, 0, Copy{}},
		{"photo.gif", 4000, 3000, noRaster, 1600, Copy{}},
		{"photo.jpg", 4000, 3000, forPrint, 1600, Copy{}},
	} {
		info := Info{Width: test.width, Height: test.height, Raster: test.raster}
		c, ok := info.Copy(test.name, test.most)
		if c != test.want || ok != (test.want != Copy{}) {
			t.Errorf("%s: %+v, %t", test.name, c, ok)
		}
		if ok && !strings.Contains(strings.Join(Originals(c.Path), "|")+"|", test.name+"|") {
			t.Errorf("%s: originals %q", c.Path, Originals(c.Path))
		}
	}
	for _, name := range []string{"photo.jpg", "1600.jpg", "photo.x.jpg", "photo.1600.pdf", "photo.-1.jpg", "photo.1600", ".1600", ""} {
		if list := Originals(name); name != "1600.jpg" && list != nil {
			t.Errorf("%q: %q", name, list)
		}
	}
}

// Who asks for more than is left waits, and nobody waits forever.
func TestBudget(t *testing.T) {
	b := newBudget(10)
	give := b.take(1 << 40)
	taken := make(chan func())
	go func() { taken <- b.take(6) }()
	select {
	case <-taken:
		t.Fatal("taken although nothing was left")
	default:
	}
	give()
	second := <-taken
	if b.left != 4 {
		t.Errorf("%d left", b.left)
	}
	second()
	if b.left != 10 {
		t.Errorf("%d left at the end", b.left)
	}
}

func BenchmarkReduce(b *testing.B) {
	const width, height = 4032, 3024
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range img.Y {
		img.Y[i] = byte(i%width*200/width + rnd.IntN(20))
	}
	data := asJPEG(b, img)
	m, info := New(), InfoOf(data)
	c, _ := info.Copy("a.jpg", 1600)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		m.Reduce(data, c)
	}
	b.ReportMetric(float64(width*height)*float64(b.N)/1e6/b.Elapsed().Seconds(), "megapixels/s")
}

// FuzzReduce takes any bytes for a picture: the copy is no larger, and if it is another
// picture it has its measures.
func FuzzReduce(f *testing.F) {
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	fill(img, 6)
	f.Add(asJPEG(f, img, jpegSegment(jpegAPP1, "Exif\x00\x00"+string(tiff(binary.BigEndian, 6)))))
	f.Add(asPNG(f, img, appendChunk(nil, "sRGB", []byte{0})))
	for _, name := range []string{"lossy", "alpha"} {
		data, err := os.ReadFile(filepath.Join("testdata", "webp", name+".webp"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	m := New()
	f.Fuzz(func(t *testing.T, data []byte) {
		info := InfoOf(data)
		c, ok := info.Copy("a.jpg", 20)
		if h := readHeaders(data); !ok || h.decoded > 8<<20 {
			return
		}
		out := m.Reduce(data, c)
		if len(out) > len(data) {
			t.Fatalf("%d bytes became %d", len(data), len(out))
		}
		if got := InfoOf(out); !bytes.Equal(out, data) && (got.Width != c.Width || got.Height != c.Height) {
			t.Fatalf("%d×%d, not %+v", got.Width, got.Height, c)
		}
	})
}
