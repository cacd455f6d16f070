package importer_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// drawn is a picture whose left half is red and whose right half is blue.
func drawn(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 255, A: 255}
			if x >= width/2 {
				c = color.RGBA{B: 255, A: 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawn(width, height)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pictureRun is a picture in a document as Word writes it.
func pictureRun(id, description, crop string) string {
	return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="` + description + `"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.png"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="` + id +
		`"/>` + crop + `</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

func TestWordPictures(t *testing.T) {
	picture := pngOf(t, 40, 20)
	var bitmap bytes.Buffer
	if err := bmp.Encode(&bitmap, drawn(4, 4)); err != nil {
		t.Fatal(err)
	}
	media := func(name string, data []byte) ooxmltest.Part {
		return ooxmltest.Part{Name: "word/media/" + name, Data: string(data)}
	}
	doc := ooxmltest.Docx{
		Arrows: ooxmltest.Arrow("p1", "image", "media/image1.png", false) + ooxmltest.Arrow("p2", "image", "media/image2.bmp", false) +
			ooxmltest.Arrow("p3", "image", "media/image3.emf", false) + ooxmltest.Arrow("p4", "image", "https://example.cn/x.png", true),
		Parts: []ooxmltest.Part{media("image1.png", picture), media("image2.bmp", bitmap.Bytes()), media("image3.emf", []byte("\x01\x00\x00\x00 EMF"))},
		Body: title + `<w:p>` + ooxmltest.R("前") + pictureRun("p1", "会场 [1]", "") + ooxmltest.R("后") + `</w:p><w:p>` + pictureRun("p1", "C:\\Users\\某\\1.png", `<a:srcRect l="50000"/>`) + `</w:p><w:p>` +
			pictureRun("p2", "印章", "") + `</w:p><w:p>` + pictureRun("p3", "图", "") + `</w:p><w:p>` + pictureRun("p4", "图", "") + `</w:p>`,
	}
	r := read(t, importer.File{Name: "文件.docx", Data: doc.Bytes()})
	want := "前![会场 \\[1\\]](0001-图1.png)后\n\n![](0001-图2.png)\n\n![印章](0001-图3.png)\n"
	if r.body != want {
		t.Errorf("got  %s\nwant %s", r.body, want)
	}
	if r.codes() != "IM016 IM017 IM018" {
		t.Errorf("found %v", r.found)
	}
	if !bytes.Equal(r.file(t, "0001-图1.png"), picture) {
		t.Error("a picture has been changed")
	}
	// What was cut off is gone: the right half is left, which is blue.
	cut, err := png.Decode(bytes.NewReader(r.file(t, "0001-图2.png")))
	if err != nil || cut.Bounds() != image.Rect(0, 0, 20, 20) {
		t.Fatalf("%v, %v", cut.Bounds(), err)
	}
	if red, _, blue, _ := cut.At(0, 0).RGBA(); red != 0 || blue == 0 {
		t.Error("the wrong part has been cut off")
	}
	if _, err := png.Decode(bytes.NewReader(r.file(t, "0001-图3.png"))); err != nil {
		t.Errorf("a bitmap does not become a PNG: %v", err)
	}
	message := r.found[len(r.found)-1].Message.ZH
	for _, d := range r.found {
		if d.Code == "IM016" {
			message = d.Message.ZH
		}
	}
	for _, part := range []string{"2 张", "第 5 段", "image3.emf", "https://example.cn/x.png"} {
		if !strings.Contains(message, part) {
			t.Errorf("%s does not name %s", message, part)
		}
	}
}

// TestCroppedPhoto: what is left of a photograph that lies on its side still says so,
// and keeps its colours.
func TestCroppedPhoto(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(40, 20), nil); err != nil {
		t.Fatal(err)
	}
	segment := func(marker byte, data string) string {
		return string(binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(2+len(data)))) + data
	}
	exif := segment(0xE1, "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	icc := segment(0xE2, "ICC_PROFILE\x00\x01\x01colours")
	photo := "\xff\xd8" + exif + icc + b.String()[2:]
	doc := ooxmltest.Docx{
		Arrows: ooxmltest.Arrow("p1", "image", "media/image1.jpg", false), Parts: []ooxmltest.Part{{Name: "word/media/image1.jpg", Data: photo}},
		Body: title + `<w:p>` + pictureRun("p1", "会场", `<a:srcRect l="50000"/>`) + `</w:p>`,
	}
	got := read(t, importer.File{Name: "文件.docx", Data: doc.Bytes()}).file(t, "0001-图1.jpg")
	img, err := jpeg.Decode(bytes.NewReader(got))
	if err != nil || img.Bounds().Dx() != 20 || img.Bounds().Dy() != 20 {
		t.Fatal(img, err)
	}
	if !bytes.Contains(got, []byte(exif)) || !bytes.Contains(got, []byte(icc)) {
		t.Errorf("%q", got[:min(len(got), 120)])
	}
}

// TestNotADescription: what programs write in place of a description is none.
func TestNotADescription(t *testing.T) {
	for description, kept := range map[string]bool{
		"IMG_20260301_1": false, "微信图片_20260301": false, "a.JPG": false, `C:\x\y`: false, "图片 12": false, "0123456789abcdef0": false, "DSC0001": false,
		"会场": true, "图片展览现场": true, "2026年春季植树": true, "Image of the hall": true,
	} {
		doc := ooxmltest.Docx{
			Arrows: ooxmltest.Arrow("p1", "image", "media/image1.png", false), Parts: []ooxmltest.Part{{Name: "word/media/image1.png", Data: string(pngOf(t, 2, 2))}},
			Body: title + `<w:p>` + pictureRun("p1", description, "") + `</w:p>`,
		}
		if r := read(t, importer.File{Name: "文件.docx", Data: doc.Bytes()}); strings.Contains(r.codes(), "IM017") == kept {
			t.Errorf("%s: %s", description, r.body)
		}
	}
}

// padded is a picture with a comment of n bytes in it, which packs to nothing.
func padded(t *testing.T, n int, name string) []byte {
	t.Helper()
	picture := pngOf(t, 4, 4)
	const header = 8 + 25 // the signature and IHDR
	chunk := binary.BigEndian.AppendUint32(nil, uint32(n+len(name)))
	chunk = append(chunk, "teXt"+name...)
	chunk = append(chunk, make([]byte, n)...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Concat(picture[:header], chunk, picture[header:])
}

// showing is a document that shows pictures, each of them times over.
func showing(times int, media ...[]byte) ooxmltest.Docx {
	doc := ooxmltest.Docx{Body: title}
	for i, data := range media {
		name, id := fmt.Sprintf("image%d.png", i+1), fmt.Sprintf("p%d", i+1)
		doc.Arrows += ooxmltest.Arrow(id, "image", "media/"+name, false)
		doc.Parts = append(doc.Parts, ooxmltest.Part{Name: "word/media/" + name, Data: string(data)})
		doc.Body += strings.Repeat(`<w:p>`+pictureRun(id, "图", "")+`</w:p>`, times)
	}
	return doc
}

// allocated tells how many bytes an import takes from the heap, all told.
func allocated(t *testing.T, f importer.File) (result, uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := read(t, f)
	runtime.ReadMemStats(&after)
	return r, after.TotalAlloc - before.TotalAlloc
}

// TestPictureOnce: a picture is read and written once, however often it is shown,
// and under however many names.
func TestPictureOnce(t *testing.T) {
	const size, times = 5 << 20, 200
	picture := padded(t, size, "")
	r, bytes := allocated(t, importer.File{Name: "文件.docx", Data: showing(times, picture, picture, picture).Bytes()})
	if len(r.files) != 1 || strings.Count(r.body, "![图](0001-图1.png)") != 3*times || r.codes() != "" {
		t.Errorf("%d files, %s: %.200s", len(r.files), r.codes(), r.body)
	}
	if bytes > 10*size {
		t.Errorf("%d MB allocated for a picture of %d MB", bytes>>20, size>>20)
	}
	page := "<title>通知</title>" + strings.Repeat(`<p><img alt="图" src="data:image/png;base64,`+base64.StdEncoding.EncodeToString(pngOf(t, 4, 4))+`"></p>`, times)
	if r := read(t, importer.File{Name: "通知.html", Data: []byte("<html>" + page)}); len(r.files) != 1 || strings.Count(r.body, "(0001-图1.png)") != times {
		t.Errorf("%d files of a page", len(r.files))
	}
}

// TestPicturesInAll: what a small file unpacks to is bounded, and what was left
// out for that is named. Cropping the same picture in many ways decodes it as
// often as the size of the file allows.
func TestPicturesInAll(t *testing.T) {
	var media [][]byte
	for i := range 20 {
		media = append(media, padded(t, 5<<20, fmt.Sprint(i)))
	}
	r, bytes := allocated(t, importer.File{Name: "文件.docx", Data: showing(1, media...).Bytes()})
	if n := len(r.files); n < 2 || n > 8 || strings.Count(r.body, "![") != n {
		t.Errorf("%d of 20 pictures of 5 MB", n)
	}
	if len(r.found) != 1 || r.found[0].Code != "IM016" || !strings.Contains(r.found[0].Message.ZH, "image20.png") && !strings.Contains(r.found[0].Message.ZH, "等") || !strings.Contains(r.found[0].Message.ZH, "图片一共超过") {
		t.Errorf("found %v", r.found)
	}
	if bytes > 100<<20 {
		t.Errorf("%d MB allocated", bytes>>20)
	}

	doc := showing(0, pngOf(t, 1000, 1000))
	for i := range 100 {
		doc.Body += `<w:p>` + pictureRun("p1", "图", fmt.Sprintf(`<a:srcRect l="%d"/>`, 1000*i+500)) + `</w:p>`
	}
	r = read(t, importer.File{Name: "文件.docx", Data: doc.Bytes()})
	if n := len(r.files); n < 5 || n > 20 || !strings.Contains(r.codes(), "IM016") {
		t.Errorf("%d pictures cut out of one of 4 MB, %s", n, r.codes())
	}
}

// TestDamagedPicture: what a check would refuse is left out and named.
func TestDamagedPicture(t *testing.T) {
	whole := pngOf(t, 40, 20)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, drawn(40, 20), nil); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"a PNG cut short": whole[:len(whole)/2], "a PNG without its end": whole[:len(whole)-12], "a JPEG cut short": photo.Bytes()[:20], "a signature": whole[:8], "a WebP": []byte("RIFF\x00\x00\x00\x00WEBPVP8 "),
	} {
		r := read(t, importer.File{Name: "文件.docx", Data: showing(1, data).Bytes()})
		if len(r.files) != 0 || strings.Contains(r.body, "![") || r.codes() != "IM016" {
			t.Errorf("%s: %d files, %s: %s", name, len(r.files), r.codes(), r.body)
		}
	}
}

// TestCaptions: what stands below a picture and says which it is becomes its caption; other
// text does not, nor does a picture within a text have one.
func TestCaptions(t *testing.T) {
	picture := ooxmltest.Part{Name: "word/media/image1.png", Data: string(pngOf(t, 4, 4))}
	alone := `<w:p>` + pictureRun("p1", "大楼", "") + `</w:p>`
	for below, want := range map[string]string{
		ooxmltest.P("图1　大楼"):                      "![大楼](0001-图1.png \"图1 大楼\")\n",
		ooxmltest.P("图2-1：“甲”&amp;\"乙\\") + alone: "![大楼](0001-图1.png \"图2-1：“甲”\\&\\\"乙\\\\\")\n\n![大楼](0001-图1.png)\n",
		ooxmltest.P("图3"):                         "![大楼](0001-图1.png \"图3\")\n",
		ooxmltest.P("图1显示了大楼的位置。"):                "![大楼](0001-图1.png)\n\n图1显示了大楼的位置。\n",
		ooxmltest.P("图书室 开放"):                     "![大楼](0001-图1.png)\n\n图书室 开放\n",
		ooxmltest.P("文") + ooxmltest.P("图1 大楼"):   "![大楼](0001-图1.png)\n\n文\n\n图1 大楼\n",
	} {
		doc := ooxmltest.Docx{Arrows: ooxmltest.Arrow("p1", "image", "media/image1.png", false), Parts: []ooxmltest.Part{picture}, Body: title + alone + below}
		r := read(t, importer.File{Name: "文件.docx", Data: doc.Bytes()})
		if r.body != want {
			t.Errorf("%s: got %s, want %s", below, r.body, want)
		}
		if strings.Contains(want, "乙") && !strings.Contains(r.page(t), "图2-1：“甲”&\"乙\\") {
			t.Errorf("the page does not have the caption: %s", r.page(t))
		}
	}
}
