package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// lyingPhoto is a photograph as a telephone held upright takes it: it lies on its
// side, and says so. As it is seen, its upper half is light.
func lyingPhoto(t *testing.T) []byte {
	t.Helper()
	img := image.NewYCbCr(image.Rect(0, 0, 2000, 1500), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		if img.Y[i] = byte(30 + i%7); i%img.YStride < 1000 {
			img.Y[i] += 180
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 128, 128
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(2+len(exif)))
	return bytes.Join([][]byte{b.Bytes()[:2], segment, []byte(exif), b.Bytes()[2:]}, nil)
}

// TestImportedPhoto: a large photograph in a Word file is shown by a reduced copy that
// stands upright, with what Word says of it, and leads to the photograph.
func TestImportedPhoto(t *testing.T) {
	dir := t.TempDir()
	gongkai := filepath.Join(program(t), programName+exeSuffix())
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command(gongkai, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	site, file := filepath.Join(dir, "site"), filepath.Join(dir, "会议.docx")
	doc := ooxmltest.Docx{
		Arrows: ooxmltest.Arrow("p1", "image", "media/image1.jpeg", false),
		Parts:  []ooxmltest.Part{{Name: "word/media/image1.jpeg", Data: string(lyingPhoto(t))}},
		Body: ooxmltest.P("召开政务公开工作会议") + ooxmltest.P("会议部署了今年的工作。") +
			`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="会场全景"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
	}
	if err := os.WriteFile(file, doc.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	run("init", site, "--quiet")
	run("import", file, "--source", site, "--category", "dynamics", "--as-of", "2026-03-02")
	drafts, err := filepath.Glob(filepath.Join(site, "content/dynamics/2026/*.md"))
	if err != nil || len(drafts) != 1 {
		t.Fatal(drafts, err)
	}
	text, err := os.ReadFile(drafts[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(drafts[0], bytes.Replace(text, []byte("\ndraft: true"), nil, 1), 0o644); err != nil {
		t.Fatal(err)
	}
	run("build", "--source", site, "--as-of", "2026-03-02", "--quiet")

	name := strings.TrimSuffix(filepath.Base(drafts[0]), ".md")
	public := filepath.Join(site, "public", "dynamics", "2026")
	page, err := os.ReadFile(filepath.Join(public, name+".html"))
	if err != nil {
		t.Fatal(err)
	}
	copies, err := filepath.Glob(filepath.Join(public, "*.1600.jpg"))
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	if want := `aria-label="会场全景（查看原图）"><img src="`; !strings.Contains(string(page), want) || !strings.Contains(string(page), `.1600.jpg" width="1200" height="1600" alt="会场全景"`) {
		t.Errorf("the page shows it otherwise: %s", page)
	}
	original := strings.Replace(filepath.Base(copies[0]), ".1600", "", 1)
	said := run("explain", "dynamics/2026/"+filepath.Base(copies[0]), "--source", site, "--as-of", "2026-03-02", "--lang", "zh")
	if !strings.Contains(said, "原图") || !strings.Contains(said, "content/dynamics/2026/"+original+"\n") {
		t.Errorf("explained as\n%s", said)
	}
	data, err := os.ReadFile(copies[0])
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	grey := func(x, y int) uint32 { _, g, _, _ := img.At(x, y).RGBA(); return g >> 8 }
	if size := img.Bounds().Size(); size != image.Pt(1200, 1600) || grey(600, 100) < 200 || grey(600, 1500) > 50 {
		t.Errorf("the copy is %v, above %d, below %d", size, grey(600, 100), grey(600, 1500))
	}
}
