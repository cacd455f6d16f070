package pdf

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// TestHostile: a file that is made to take time or memory is read within bounds, and
// what was not read of it is said. Bounds are counted, not timed.
func TestHostile(t *testing.T) {
	for name, make := range hostile() {
		t.Run(name, func(t *testing.T) {
			data := make()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, unread := read(t, data)
			runtime.ReadMemStats(&after)
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 350 {
				t.Errorf("%d MB allocated for a file of %d KB", took, len(data)>>10)
			}
			if !strings.HasPrefix(name, "fine: ") && len(unread) == 0 {
				t.Error("nothing is said of it")
			}
		})
	}
}

// hostile are the files. What a name says is fine is read to its end.
func hostile() map[string]func() []byte {
	bomb := sync.OnceValue(func() string { return deflated(strings.Repeat("BT (13800138000) Tj ET\n", 1<<19)) })
	return map[string]func() []byte{
		"fine: 5,000 pages": func() []byte { return manyPages(5000, "BT /F 10 Tf 50 700 Td (text of the page) Tj ET") },
		"fine: a loop of pages": func() []byte {
			return file(catalog, "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Parent 2 0 R>>", onePage, packed("", ""), latin)
		},
		"fine: a loop of forms": func() []byte {
			return file(catalog, tree, "<</Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>", packed("", "/X Do"), packed("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", "/X Do"))
		},
		"fine: a loop of references": func() []byte { return file(catalog, "3 0 R", "4 0 R", "2 0 R") },
		"fine: a loop of lengths":    func() []byte { return file(catalog, "<</Length 2 0 R>>stream\nx\nendstream") },
		"forms in forms": func() []byte {
			objects := []string{catalog, tree, "<</Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>", packed("", "/X Do")}
			for i := range 11 {
				objects = append(objects, packed(fmt.Sprintf("/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>", 6+i), strings.Repeat("/X Do ", 50)))
			}
			return file(append(objects, packed("/Subtype/Form", "BT (x) Tj ET"))...)
		},
		"a bomb": func() []byte { return file(catalog, tree, onePage, packed("/Filter/FlateDecode", bomb()), latin) },
		"many bombs": func() []byte {
			objects := []string{catalog, tree, onePage, packed("", ""), latin}
			for range 4 {
				objects = append(objects, packed("/Filter/FlateDecode", bomb()))
			}
			return file(objects...)
		},
		"a bomb in a bomb": func() []byte {
			return file(catalog, tree, onePage, packed("/Filter[/FlateDecode/FlateDecode]", deflated(bomb())+deflated(bomb())), latin)
		},
		"fine: a predictor of huge columns": func() []byte {
			return file(catalog, tree, onePage, packed("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32/BitsPerComponent 16>>", deflated("BT (x) Tj ET")), latin)
		},
		"deep arrays":         func() []byte { return file(catalog, tree, strings.Repeat("[", 1<<20)) },
		"strings without end": func() []byte { return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj (", 1<<15)) },
		"streams without end": func() []byte {
			return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj <</Length 5 0 R>>stream\n", 1<<15))
		},
		"many objects": func() []byte {
			return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj 1 endobj\n", maxObjects+10) + "%%EOF")
		},
		"nothing": func() []byte { return []byte("%PDF-1.7\n") },
		"fine: a map of overlapping ranges": func() []byte {
			return drawnBy("BT /F 10 Tf <"+strings.Repeat("0001", 1<<16)+"> Tj ET", "<</Subtype/Type0/ToUnicode 6 0 R>>", packed("", "beginbfrange"+strings.Repeat("<0000><FFFF><0000>", 1200)+"endbfrange"))
		},
		"fine: a page of saved states": func() []byte { return drawnBy(strings.Repeat("q ", 1<<20), latin) },
		"fine: a page of rules and letters": func() []byte {
			return drawnBy(strings.Repeat("60 0 m 60 9 l S ", 1<<16)+"BT /F 10 Tf "+strings.Repeat("1 0 Td (x) Tj ", 1<<16)+"ET", latin)
		},
	}
}

// manyPages is a file of pages that all have the same text.
func manyPages(n int, content string) []byte {
	objects := []string{catalog, "", "<</Font<</F 4 0 R>>>>", latin}
	var kids strings.Builder
	content = deflated(content)
	for range n {
		page := len(objects) + 1
		fmt.Fprintf(&kids, "%d 0 R ", page)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents %d 0 R>>", page+1), packed("/Filter/FlateDecode", content))
	}
	objects[1] = "<</Type/Pages/Kids[" + kids.String() + "]>>"
	return file(objects...)
}

// FuzzRead: no file makes the reader do anything but return.
func FuzzRead(f *testing.F) {
	f.Add(drawnBy("BT /F 10 Tf 50 700 Td (13800138000) Tj ET", latin))
	f.Add(update(drawnBy("q 1 0 0 1 0 0 cm /X Do BI /W 2 ID xx EI Q", latin), "/Info 6 0 R", "6=<</Author(a)>>", "7="+packed("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated("8 0 <</A/B>>"))))
	f.Add(pictureFile(pictureObject("/ColorSpace[/Indexed/DeviceCMYK 1<0000000011111111>]/BitsPerComponent 1/Decode[1 0]", strings.Repeat("a", 128)), pictureObject("/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 32>>", "abc")))
	f.Fuzz(func(t *testing.T, data []byte) {
		sink := Sink{Text: func(Text) error { return nil }, File: func(Place, string, []byte) error { return nil }, Picture: func(Picture) error { return nil }}
		if _, err := Read(data, 1<<20, sink); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzContent: no operators of a page do.
func FuzzContent(f *testing.F) {
	f.Add("BT /F 10 Tf 50 700 Td [(138) -20 (0013)] TJ T* (x) ' 1 2 (y) \" ET", "beginbfchar <01> <5F20> endbfchar beginbfrange <02> <09> <0030> endbfrange")
	f.Add("BT /F 1e9 Tf 9999999999999999999999 0 0 -1 0 0 Tm (x) Tj ET BDC q Q Q", "1 begincodespacerange <00> <FF> endcodespacerange")
	f.Fuzz(func(t *testing.T, content, toUnicode string) {
		read(t, drawnBy(content, "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>", packed("", toUnicode)))
	})
}
