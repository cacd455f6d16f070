package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/ooxml/ooxmltest"
)

// images lists the pictures in a file.
func images(t *testing.T, name string, data []byte) (all []string) {
	t.Helper()
	err := Images(name, bytes.NewReader(data), int64(len(data)), func(p Image) error {
		all = append(all, fmt.Sprintf("%s: %q%s", p.Place.ZH, p.Data[:min(len(p.Data), 6)], p.Why.ZH))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestImages: each picture is shown, wherever it is, and what a remark says was not looked
// into is what is shown.
func TestImages(t *testing.T) {
	const png, jpeg, gif, bmp = "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xd9", "GIF89a\x01\x00\x01\x00\x00\x00\x00\x3b", "BM\x00\x00\x00\x00\x00\x00"
	document := string(ooxmltest.Docx{Body: ooxmltest.P("正文"), Parts: []ooxmltest.Part{{Name: "word/media/image1.png", Data: png}, {Name: "word/media/image2.emf", Data: "\x01\x00\x00\x00\x6c\x00\x00\x00"}}}.Bytes())
	scanned := "%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj 3 0 obj <</Contents 4 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</I 5 0 R>>>>>> endobj\n" +
		"4 0 obj <</Length 30>> stream\nq 100 0 0 100 0 0 cm /I Do Q  \nendstream endobj\n" +
		"5 0 obj <</Subtype/Image/Width 99/Height 99/Filter/DCTDecode/Length 4>> stream\n" + jpeg + "\nendstream endobj trailer <</Root 1 0 R>>"
	for _, c := range []struct {
		name, data string
		want       []string
		remarks    int // that speak of pictures
	}{
		{"a.png", png, []string{`: "\x89PNG\r\n"`}, 1},
		{"a.jpg", jpeg, []string{`: "\xff\xd8\xff\xd9"`}, 1},
		{"a.gif", gif, []string{`: "GIF89a"`}, 1},
		{"a.bmp", bmp, []string{`: "BM\x00\x00\x00\x00"`}, 1},
		{"a.txt", "a", nil, 0},
		{"a.pdf", scanned, []string{`第 1 页: "\xff\xd8\xff\xd9"`}, 1},
		{"a.rtf", `{\rtf1{\pict\pngblip 89504e470d0a1a0a}{\pict\wmetafile8 0102030405}}`, []string{`图片: "\x89PNG\r\n"`, `图片: ""Windows 图元文件一类的格式`}, 2},
		{"a.docx", document, []string{`内嵌文件 word/media/image1.png: "\x89PNG\r\n"`, `内嵌文件 word/media/image2.emf: "\x01\x00\x00\x00l\x00"`}, 2},
		{"a.zip", string(ooxmltest.Zip(ooxmltest.Part{Name: "b.docx", Data: document}, ooxmltest.Part{Name: "c.zip", Data: string(ooxmltest.Zip(ooxmltest.Part{Name: "d.pdf", Data: scanned}))})), []string{
			`压缩包内 b.docx › 内嵌文件 word/media/image1.png: "\x89PNG\r\n"`,
			`压缩包内 b.docx › 内嵌文件 word/media/image2.emf: "\x01\x00\x00\x00l\x00"`,
			`压缩包内 c.zip › 压缩包内 d.pdf › 第 1 页: "\xff\xd8\xff\xd9"`,
		}, 3},
		{"a.html", `<html><img src="data:image/png;base64,iVBORw0KGgo="></html>`, []string{`第 1 行内嵌的文件: "\x89PNG\r\n"`}, 1},
	} {
		if diff := cmp.Diff(c.want, images(t, c.name, []byte(c.data))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		report, err := Read(c.name, strings.NewReader(c.data), int64(len(c.data)), func(Text) error { return nil })
		said := 0
		for _, r := range report.Remarks {
			if r.Reason == Picture || r.Reason == Scanned {
				said += r.Count
			}
		}
		if said != c.remarks || err != nil {
			t.Errorf("%s: %d pictures are said to be there, want %d: %v, %v", c.name, said, c.remarks, report.Remarks, err)
		}
	}
}

// TestManyImages: no more than so many are shown of one file, and then it is said; an error
// of who looks ends it.
func TestManyImages(t *testing.T) {
	parts := make([]ooxmltest.Part, maxPictures+20)
	for i := range parts {
		parts[i] = ooxmltest.Part{Name: fmt.Sprintf("%d.gif", i), Data: "GIF89a\x01\x00\x01\x00\x00\x00\x00\x3b"}
	}
	data := ooxmltest.Zip(parts...)
	all := images(t, "a.zip", data)
	if want := fmt.Sprintf(`压缩包内 %d.gif: ""图片超过 %d 张，从这一张起没有看`, maxPictures, maxPictures); len(all) != maxPictures+1 || all[maxPictures] != want {
		t.Errorf("%d pictures, the last is %s, want %s", len(all), all[len(all)-1], want)
	}
	calls, stop := 0, errors.New("enough")
	err := Images("a.zip", bytes.NewReader(data), int64(len(data)), func(Image) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
