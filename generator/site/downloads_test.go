package site

import (
	"reflect"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/site/buildtest"
)

// TestDownloadsAreKnown: a download of an annual report that is made of the same as
// before is described without being made; where something has changed, or all is to
// be made again, it is made. That nobody has made it is seen by a size that is not
// its own.
func TestDownloadsAreKnown(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	load := func(known *Site) *Site {
		t.Helper()
		before := &known.content.Sources
		s, _, err := Load(opt, before)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	sizes := func(s *Site) (list []int64) {
		for _, r := range s.catalog.Reports {
			for _, e := range s.reports[r.Year].exports {
				list = append(list, e.Size)
			}
		}
		return list
	}
	own := sizes(first)
	if len(own) < 6 || len(first.content.Downloads) != len(own) {
		t.Fatalf("%d downloads, of which %d are recorded", len(own), len(first.content.Downloads))
	}
	const wrong = 7
	mark := func(s *Site) *Site {
		for i := range s.content.Downloads {
			s.content.Downloads[i].Info.Size = wrong
		}
		return s
	}

	second := load(mark(first))
	for _, size := range sizes(second) {
		if size != wrong {
			t.Errorf("with nothing changed a download of %d bytes was made", size)
		}
	}
	for i, e := range second.reports[2017].exports {
		if data, err := e.Data(); err != nil || int64(len(data)) != first.reports[2017].exports[i].Size {
			t.Errorf("%s has %d bytes when it is wanted, %v", e.Name, len(data), err)
		}
	}

	edit(t, opt, "content/reports/2017/figures.toml", "total = 27 ", "total = 28 ")
	third := load(mark(second))
	for _, r := range third.catalog.Reports {
		for _, e := range third.reports[r.Year].exports {
			if made := e.Size != wrong; made != (r.Year == 2017) {
				t.Errorf("%d/%s after the figures of 2017 were changed: made again: %t", r.Year, e.Name, made)
			}
		}
	}

	opt.Verify = true
	for _, size := range sizes(load(mark(third))) {
		if size == wrong {
			t.Error("a download was not made again, though everything is to be")
		}
	}
}

// TestDownloadSum: whatever a report is made of, its downloads are made of.
func TestDownloadSum(t *testing.T) {
	seen := map[cache.Sum]string{downloadSum("report.csv", report.Input{}): "nothing", downloadSum("report.json", report.Input{}): "the name"}
	typ := reflect.TypeFor[report.Input]()
	for i := range typ.NumField() {
		var in report.Input
		switch field := reflect.ValueOf(&in).Elem().Field(i); field.Interface().(type) {
		case int:
			field.SetInt(1)
		case string:
			field.SetString("甲")
		case []byte:
			field.SetBytes([]byte("甲"))
		case func(string) diag.Pos:
			continue // where findings are
		default:
			t.Fatalf("%s is of a type that is not tried here", typ.Field(i).Name)
		}
		sum := downloadSum("report.csv", in)
		if before, ok := seen[sum]; ok {
			t.Errorf("%s makes no difference to %s", typ.Field(i).Name, before)
		}
		seen[sum] = typ.Field(i).Name
	}
}
