package pdf

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pictureFile is a PDF with pictures of 32 by 32 pixels, each on a page of its own.
func pictureFile(objects ...string) []byte {
	var b, kids strings.Builder
	for i := range objects {
		fmt.Fprintf(&kids, "%d 0 R ", 100+i)
		fmt.Fprintf(&b, "%d 0 obj <</Type/Page/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</XObject<</I %d 0 R>>>>>> endobj\n", 100+i, 200+i)
		fmt.Fprintf(&b, "%d 0 obj %s endobj\n", 200+i, objects[i])
	}
	return []byte("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[" + kids.String() + "]>> endobj\n" +
		"3 0 obj <</Length 40>> stream\nq 90 0 0 90 0 0 cm /I Do /I Do Q        \nendstream endobj\n" + b.String() + "trailer <</Root 1 0 R>>\n%%EOF")
}

func pictureObject(of, data string) string {
	return fmt.Sprintf("<</Type/XObject/Subtype/Image/Width 32/Height 32%s/Length %d>> stream\n%s\nendstream", of, len(data), data)
}

// seen tells of each picture what was handed on: the shades of its first three pixels.
func seen(t *testing.T, data []byte) (all []string) {
	t.Helper()
	sink := Sink{Text: func(Text) error { return nil }, File: func(Place, string, []byte) error { return nil }}
	sink.Picture = func(p Picture) error {
		what := p.Why.ZH
		if bytes.HasPrefix(p.Data, []byte("\x89PNG")) {
			shown, err := png.Decode(bytes.NewReader(p.Data))
			if err != nil {
				t.Fatal(err)
			}
			what = fmt.Sprintf("%v", shown.Bounds().Max)
			for x := range 3 {
				grey, _, _, _ := shown.At(x, 0).RGBA()
				what += fmt.Sprintf(" %02x", grey>>8)
			}
			if last := shown.Bounds().Max.Y - 1; last > 0 {
				grey, _, _, _ := shown.At(0, last).RGBA()
				what += fmt.Sprintf(" %02x", grey>>8)
			}
		} else if p.Data != nil {
			what = string(p.Data)
		}
		all = append(all, p.Place.Text().ZH+": "+what)
		return nil
	}
	if _, err := Read(data, 1<<24, sink); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPictureHandedOn: what is packed as a JPEG is handed on as it is, samples of any kind
// as a PNG, and of the rest it is said why not.
func TestPictureHandedOn(t *testing.T) {
	rows := func(row string) string { return strings.Repeat(row, 32) }
	for _, c := range []struct{ of, data, want string }{
		{"/Filter/DCTDecode", "\xff\xd8\xffabc", "\xff\xd8\xffabc"},
		{"/Filter[/ASCIIHexDecode/DCTDecode]", "FFD8FF616263>", "\xff\xd8\xffabc"},
		{"/Filter[/DCTDecode/ASCIIHexDecode]", "abc", "图片用 JPEG 压缩"},
		{"/Filter/JPXDecode", "abc", "图片用 JPEG 2000 压缩"},
		{"/Filter/JBIG2Decode", "abc", "图片用 JBIG2 压缩"},
		{"/Filter/CCITTFaxDecode/DecodeParms<</K 1>>", "abc", "图片用 CCITT 压缩"},
		{"/Filter/NoSuch", "abc", "图片用 NoSuch 压缩"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8", rows("\x00\x80\xff" + strings.Repeat("\x11", 29)), "(32,32) 00 80 ff 00"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]", rows("\x00\x80\xff" + strings.Repeat("\x11", 29)), "(32,32) ff 7f 00 ff"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 16", rows("\x00\xff\x80\xff\xff\xff" + strings.Repeat("\x11\x22", 29)), "(32,32) 00 80 ff 00"},
		{"/ColorSpace/CalGray/BitsPerComponent 4", rows("\x0f\x80" + strings.Repeat("\x11", 14)), "(32,32) 00 ff 88 00"},
		{"/ColorSpace[/CalGray<<>>]/BitsPerComponent 2", rows("\x1b" + strings.Repeat("\x11", 7)), "(32,32) 00 55 aa 00"},
		{"/ImageMask true", rows("\x40\x00\x00\x00"), "(32,32) 00 ff 00 00"},
		{"/ImageMask true/Decode[1 0]", rows("\x40\x00\x00\x00"), "(32,32) ff 00 ff ff"},
		{"/ColorSpace/DeviceRGB/BitsPerComponent 8", rows("\x00\x00\x00\xff\x00\x00\xff\xff\xff" + strings.Repeat("abc", 29)), "(32,32) 00 4c ff 00"},
		{"/ColorSpace/DeviceCMYK/BitsPerComponent 8", rows("\x00\x00\x00\xff\x00\x00\x00\x00\xff\xff\xff\x00" + strings.Repeat("abcd", 29)), "(32,32) 00 ff 00 00"},
		{"/ColorSpace[/ICCBased<</N 1>>]/BitsPerComponent 8", rows("\x00\x80\xff" + strings.Repeat("\x11", 29)), "(32,32) 00 80 ff 00"},
		{"/ColorSpace[/ICCBased<</N 7>>]/BitsPerComponent 8", rows("\x00\x80\xff" + strings.Repeat("\x11", 29)), "图片的颜色说明不认识"},
		{"/ColorSpace[/Separation/Black/DeviceCMYK<<>>]/BitsPerComponent 8", rows("\x00\x80\xff" + strings.Repeat("\x11", 29)), "(32,32) ff 7f 00 ff"},
		{"/ColorSpace[/DeviceN[/A/B]/DeviceCMYK<<>>]/BitsPerComponent 8", rows("\x00\x00\x10\xff\x00\x80" + strings.Repeat("ab", 29)), "(32,32) ff 00 7f ff"},
		{"/ColorSpace[/Indexed/DeviceRGB 1<000000FFFFFF>]/BitsPerComponent 1", rows("\x40\x00\x00\x00"), "(32,32) 00 ff 00 00"},
		{"/ColorSpace[/Indexed/DeviceGray 1<20>]/BitsPerComponent 8", rows("\x00\x01\xff" + strings.Repeat("\x00", 29)), "(32,32) 20 ff ff 20"}, // numbers beyond the table
		{"/ColorSpace[/Indexed[/Indexed/DeviceGray 0<00>]0<00>]/BitsPerComponent 8", rows(strings.Repeat("\x00", 32)), "图片的颜色说明不认识"},
		{"/ColorSpace[/Lab<<>>]/BitsPerComponent 8", rows("\x00ab\x80ab\xffab" + strings.Repeat("abc", 29)), "(32,32) 00 80 ff 00"},
		{"/ColorSpace/Pattern/BitsPerComponent 8", "abc", "图片的颜色说明不认识"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 7", "abc", "图片的颜色说明不认识"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8", "abc", "图片损坏"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8", strings.Repeat("\x10", 40), "(32,1) 10 10 10"}, // the rest is missing
		{"/Filter/RunLengthDecode/ColorSpace/DeviceGray/BitsPerComponent 8", strings.Repeat("\x81\x33", 8) + "\x80", "(32,32) 33 33 33 33"},
	} {
		// It is drawn twice, and handed on once.
		if diff := cmp.Diff([]string{"第 1 页: " + c.want}, seen(t, pictureFile(pictureObject(c.of, c.data)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.of, diff)
		}
	}
}

// TestFax: what is packed as by a fax is black on white, whatever says so.
func TestFax(t *testing.T) {
	// A row of 32 white pixels is one bit in Group 4, as the one before it is thought white.
	const white = "\xff\xff\xff\xff"
	for _, c := range []struct{ of, want string }{
		{"/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 32>>", "(32,32) ff ff ff ff"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 32/BlackIs1 true>>", "(32,32) 00 00 00 00"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]/Filter/CCF/DecodeParms<</K -1/Columns 32/BlackIs1 true>>", "(32,32) ff ff ff ff"},
		{"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K 0/Columns 32>>", "图片损坏"},
	} {
		if diff := cmp.Diff([]string{"第 1 页: " + c.want}, seen(t, pictureFile(pictureObject(c.of, white)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.of, diff)
		}
	}
}

// TestPicturesOfPages: each picture is handed on where it is first drawn; small ones are
// not, one that is replaced or unused is, and so is a mask that has more to see than its picture.
func TestPicturesOfPages(t *testing.T) {
	jpeg := pictureObject("/Filter/DCTDecode", "\xff\xd8\xffa")
	small := strings.Replace(jpeg, "/Width 32", "/Width 31", 1)
	fine := strings.Replace(pictureObject("/Filter/DCTDecode", "\xff\xd8\xffmask"), "/Width 32", "/Width 64", 1)
	masked := pictureObject("/Filter/DCTDecode/SMask 300 0 R", "\xff\xd8\xffb")
	same := pictureObject("/Filter/DCTDecode/SMask 301 0 R", "\xff\xd8\xffc")
	data := bytes.Replace(pictureFile(jpeg, small, masked, same), []byte("trailer"), []byte("300 0 obj "+fine+" endobj 301 0 obj "+jpeg+" endobj 302 0 obj "+jpeg+" endobj 100 0 obj <</Type/Page/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</XObject<</I 202 0 R>>>>>> endobj trailer"), 1)
	want := []string{"第 1 页: \xff\xd8\xffb", "第 1 页 图片的蒙版: \xff\xd8\xffmask", "第 4 页: \xff\xd8\xffc", "修改前的版本: \xff\xd8\xffa", "没有显示的图片: \xff\xd8\xffa"}
	if diff := cmp.Diff(want, seen(t, data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	inline := "<</Length 100>> stream\nBI /W 40 /H 40 /BPC 8 /CS /G ID abc EI BI /W 4 /H 4 ID abc EI" + strings.Repeat(" ", 40) + "\nendstream"
	data = bytes.Replace(pictureFile(small), []byte("200 0 obj"), []byte("3 0 obj "+inline+" endobj 200 0 obj"), 1)
	if diff := cmp.Diff([]string{"第 1 页: 图片写在页面的绘图指令里"}, seen(t, data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	outlines := "<</Length 4000>> stream\n" + strings.Repeat("0 0 m 9 9 l f ", 285) + strings.Repeat("1 1 m f\n", 30) + "\nendstream"
	data = bytes.Replace(pictureFile(small), []byte("200 0 obj"), []byte("3 0 obj "+outlines+" endobj 200 0 obj"), 1)
	if diff := cmp.Diff([]string{"第 1 页: 文字可能已转成线条"}, seen(t, data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
