package present

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/dcat"
	"gongkai/generator/page"
)

// datasets lists the file that says what data the site offers: its catalogue, the figures of
// each annual report, and the tables of documents that show those of files. What other
// documents there are, the catalogue says.
func datasets(s *site) []Late {
	text := sync.OnceValues(func() ([]byte, error) { return datasetsText(s) })
	return []Late{{
		Path: dcatPath, ID: catalog.None,
		Facts: func() string {
			b, _ := text() // an error is for the one who writes
			return string(b)
		},
		Write: func(w io.Writer) error {
			b, err := text()
			if err != nil {
				return err
			}
			return write(w, b)
		},
	}}
}

// datasetsText makes its text.
func datasetsText(s *site) ([]byte, error) {
	own := &s.Config.Site
	all := dcat.Catalog{
		Base: own.BaseURL, Title: own.Name, Description: own.Description, Publisher: s.Config.Office.Name, Licence: s.Config.Licence.URL,
		Datasets: []dcat.Dataset{catalogDataset(s)},
	}
	for _, r := range s.Catalog.Reports {
		if known := s.Report(r.Year); known != nil && len(known.Exports) > 0 {
			all.Datasets = append(all.Datasets, reportDataset(s, r.ID, r.Year, known))
		}
	}
	for _, id := range slices.Backward(s.Catalog.Docs) {
		if len(s.Tables(id)) > 0 {
			all.Datasets = append(all.Datasets, tablesDataset(s, id))
		}
	}
	return dcat.JSON(all)
}

// catalogDataset is the catalogue as data. When it was changed last cannot be said
// without a look at all documents, which say it themselves.
func catalogDataset(s *site) dcat.Dataset {
	return dcat.Dataset{
		ID: catalogPath, Title: catalogName, Description: "本站公开的全部文件：名称、文号、日期、有效性、附件和相关文件。",
		Distributions: []dcat.Distribution{
			{Title: "JSON", URL: catalogJSONPath, Media: mediaOf(catalogJSONPath), Schema: schemaPath},
			{Title: "CSV", URL: catalogCSVPath, Media: mediaOf(catalogCSVPath)},
			{Title: "附件清单（CSV）", URL: filesCSVPath, Media: mediaOf(filesCSVPath)},
		},
	}
}

// reportDataset is the figures of an annual report as data.
func reportDataset(s *site, id catalog.ID, year int, known *Report) dcat.Dataset {
	m := s.Catalog.Meta(id)
	d := dcat.Dataset{
		ID: reportPath(year), Title: strconv.Itoa(year) + "年政府信息公开工作年度报告的数据", Issued: s.day(m.Date), Modified: s.day(m.Updated()),
	}
	for _, e := range known.Exports {
		at := reportFile(year, e.Name)
		d.Distributions = append(d.Distributions, dcat.Distribution{
			Title: e.Label, URL: page.Rel("", at), Media: mediaOf(at), Size: e.Size, SHA256: e.SHA256,
		})
	}
	return d
}

// tablesDataset is the files whose tables a document shows, as data.
func tablesDataset(s *site, id catalog.ID) dcat.Dataset {
	m := s.Catalog.Meta(id)
	d := dcat.Dataset{ID: page.Rel("", s.address(id)), Title: m.Title, Description: m.Summary, Issued: s.day(m.Date), Modified: s.day(m.Updated())}
	for _, t := range s.Tables(id) {
		if f, ok := s.File(t.File); ok {
			d.Distributions = append(d.Distributions, dcat.Distribution{
				Title: titleOf(t), URL: page.Rel("", t.File), Media: mediaOf(t.File), Size: f.Size, SHA256: f.SHA256,
			})
		}
	}
	return d
}

// mediaOf is the media type of a file, without the encoding of text.
func mediaOf(path string) string {
	media, _, _ := strings.Cut(asset.ContentType(path), ";")
	return media
}
