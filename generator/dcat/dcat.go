// Package dcat describes what data a site offers, as a catalogue of the W3C's vocabulary
// DCAT 3, in JSON-LD: for portals of open data, which harvest such descriptions.
//
//	text, err := dcat.JSON(dcat.Catalog{Title: …, Datasets: …})
//
// Only what is known is said. Addresses are relative to the file, as everything inside a
// site is, and absolute by one line (@base) where the site knows its own address. The
// context is in the file, so that reading it asks nobody.
package dcat

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Catalog is all that a site offers.
type Catalog struct {
	Base        string // base_url; "" where it is not known
	Title       string
	Description string
	Publisher   string
	Licence     string // address of the text of the licence; "": nothing is said
	Datasets    []Dataset
}

// Dataset is one set of data, in one form or several.
type Dataset struct {
	ID            string // address of the page about it
	Title         string
	Description   string
	Issued        string // day
	Modified      string // day
	Distributions []Distribution
}

// Distribution is a file of a dataset.
type Distribution struct {
	Title  string
	URL    string
	Media  string // media type
	Size   int64  // bytes; 0: not known
	SHA256 string // hexadecimal; "": not known
	Schema string // address of what describes its form; "": nothing does
}

type (
	reference struct {
		ID string `json:"@id"`
	}
	text struct {
		Value    string `json:"@value"`
		Language string `json:"@language"`
	}
	typed struct {
		Value string `json:"@value"`
		Type  string `json:"@type"`
	}
	agent struct {
		Type string `json:"@type"`
		Name *text  `json:"foaf:name"`
	}
	checksum struct {
		Type      string    `json:"@type"`
		Algorithm reference `json:"spdx:algorithm"`
		Value     typed     `json:"spdx:checksumValue"`
	}
	distribution struct {
		Type       string     `json:"@type"`
		Title      *text      `json:"dct:title,omitempty"`
		AccessURL  reference  `json:"dcat:accessURL"`
		Download   reference  `json:"dcat:downloadURL"`
		MediaType  reference  `json:"dcat:mediaType"`
		ConformsTo *reference `json:"dct:conformsTo,omitempty"`
		Licence    *reference `json:"dct:license,omitempty"`
		Size       *typed     `json:"dcat:byteSize,omitempty"`
		Checksum   *checksum  `json:"spdx:checksum,omitempty"`
	}
	dataset struct {
		ID            string         `json:"@id"`
		Type          string         `json:"@type"`
		Title         *text          `json:"dct:title"`
		Description   *text          `json:"dct:description,omitempty"`
		Issued        *typed         `json:"dct:issued,omitempty"`
		Modified      *typed         `json:"dct:modified,omitempty"`
		Landing       reference      `json:"dcat:landingPage"`
		Publisher     *agent         `json:"dct:publisher,omitempty"`
		Distributions []distribution `json:"dcat:distribution"`
	}
	document struct {
		Context     map[string]string `json:"@context"`
		ID          string            `json:"@id"`
		Type        string            `json:"@type"`
		Title       *text             `json:"dct:title"`
		Description *text             `json:"dct:description,omitempty"`
		Language    reference         `json:"dct:language"`
		Publisher   *agent            `json:"dct:publisher,omitempty"`
		Licence     *reference        `json:"dct:license,omitempty"`
		Homepage    reference         `json:"foaf:homepage"`
		Datasets    []dataset         `json:"dcat:dataset"`
	}
)

// JSON writes the catalogue, as small as it can be.
func JSON(c Catalog) ([]byte, error) {
	doc := document{
		Context: map[string]string{
			"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
			"spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
		},
		ID: "dcat.jsonld", Type: "dcat:Catalog", Title: inChinese(c.Title), Description: inChinese(c.Description),
		Language: reference{"http://publications.europa.eu/resource/authority/language/ZHO"},
		Licence:  refer(c.Licence), Homepage: reference{"index.html"}, Datasets: []dataset{},
	}
	if c.Base != "" {
		doc.Context["@base"] = c.Base
	}
	if c.Publisher != "" {
		doc.Publisher = &agent{"foaf:Agent", inChinese(c.Publisher)}
	}
	for _, d := range c.Datasets {
		one := dataset{
			ID: d.ID + "#dataset", Type: "dcat:Dataset", Title: inChinese(d.Title), Description: inChinese(d.Description),
			Issued: value(d.Issued, "xsd:date"), Modified: value(d.Modified, "xsd:date"), Landing: reference{d.ID}, Publisher: doc.Publisher,
			Distributions: []distribution{},
		}
		for _, file := range d.Distributions {
			one.Distributions = append(one.Distributions, file.described(doc.Licence))
		}
		doc.Datasets = append(doc.Datasets, one)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(doc)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// described is a file in the words of the vocabulary.
func (d Distribution) described(licence *reference) distribution {
	one := distribution{
		Type: "dcat:Distribution", Title: inChinese(d.Title), AccessURL: reference{d.URL}, Download: reference{d.URL},
		MediaType: reference{"https://www.iana.org/assignments/media-types/" + d.Media}, ConformsTo: refer(d.Schema), Licence: licence,
	}
	if d.Size > 0 {
		one.Size = value(strconv.FormatInt(d.Size, 10), "xsd:nonNegativeInteger")
	}
	if d.SHA256 != "" {
		one.Checksum = &checksum{"spdx:Checksum", reference{"spdx:checksumAlgorithm_sha256"}, *value(d.SHA256, "xsd:hexBinary")}
	}
	return one
}

// inChinese is a text in Chinese; nil where there is none.
func inChinese(s string) *text {
	if s == "" {
		return nil
	}
	return &text{s, "zh-CN"}
}

// value is a value of a type; nil where there is none.
func value(s, kind string) *typed {
	if s == "" {
		return nil
	}
	return &typed{s, kind}
}

// refer refers to an address; nil where there is none.
func refer(address string) *reference {
	if address == "" {
		return nil
	}
	return &reference{address}
}
