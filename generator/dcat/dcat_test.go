package dcat

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestJSON: what is known is said in the words of DCAT 3, and what is not known is not
// said at all.
func TestJSON(t *testing.T) {
	got, err := JSON(Catalog{
		Base: "https://town.example/", Title: "某镇<公开>", Publisher: "某镇人民政府", Licence: "https://licence.example/",
		Datasets: []Dataset{{ID: "reports/2017/index.html", Title: "年报", Issued: "2018-01-31", Distributions: []Distribution{
			{Title: "CSV", URL: "reports/2017/report.csv", Media: "text/csv", Size: 12, SHA256: "ab"}, {URL: "catalog.json", Media: "application/json", Schema: "catalog.schema.json"},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const publisher = `"dct:publisher":{"@type":"foaf:Agent","foaf:name":{"@value":"某镇人民政府","@language":"zh-CN"}}`
	const licence = `"dct:license":{"@id":"https://licence.example/"}`
	const media = `"dcat:mediaType":{"@id":"https://www.iana.org/assignments/media-types/`
	want := `{"@context":{"@base":"https://town.example/","dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","foaf":"http://xmlns.com/foaf/0.1/","spdx":"http://spdx.org/rdf/terms#","xsd":"http://www.w3.org/2001/XMLSchema#"},` +
		`"@id":"dcat.jsonld","@type":"dcat:Catalog","dct:title":{"@value":"某镇<公开>","@language":"zh-CN"},"dct:language":{"@id":"http://publications.europa.eu/resource/authority/language/ZHO"},` +
		publisher + `,` + licence + `,"foaf:homepage":{"@id":"index.html"},"dcat:dataset":[{"@id":"reports/2017/index.html#dataset","@type":"dcat:Dataset","dct:title":{"@value":"年报","@language":"zh-CN"},` +
		`"dct:issued":{"@value":"2018-01-31","@type":"xsd:date"},"dcat:landingPage":{"@id":"reports/2017/index.html"},` + publisher + `,"dcat:distribution":[` +
		`{"@type":"dcat:Distribution","dct:title":{"@value":"CSV","@language":"zh-CN"},"dcat:accessURL":{"@id":"reports/2017/report.csv"},"dcat:downloadURL":{"@id":"reports/2017/report.csv"},` + media + `text/csv"},` + licence +
		`,"dcat:byteSize":{"@value":"12","@type":"xsd:nonNegativeInteger"},"spdx:checksum":{"@type":"spdx:Checksum","spdx:algorithm":{"@id":"spdx:checksumAlgorithm_sha256"},"spdx:checksumValue":{"@value":"ab","@type":"xsd:hexBinary"}}},` +
		`{"@type":"dcat:Distribution","dcat:accessURL":{"@id":"catalog.json"},"dcat:downloadURL":{"@id":"catalog.json"},` + media + `application/json"},"dct:conformsTo":{"@id":"catalog.schema.json"},` + licence + `}]}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var small bytes.Buffer
	if err := json.Compact(&small, got); err != nil || !bytes.Equal(small.Bytes(), got) {
		t.Errorf("it could be smaller: %v", err)
	}
	bare, err := JSON(Catalog{Title: "某镇"})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"@base", "publisher", "license", "description", "null", "issued"} {
		if strings.Contains(string(bare), word) {
			t.Errorf("%s is said of what is not known: %s", word, bare)
		}
	}
}
