package report

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkParse reads and checks one report with full tables.
func BenchmarkParse(b *testing.B) {
	files := Skeleton(2023, "", "", nil)
	in := Input{
		Year: 2023, Form: form2021, Path: "content/reports/2023/index.md", Body: files["index.md"], BodyLine: 1,
		Figures: randomTables(rand.New(rand.NewPCG(1, 1)), form2021).toml(),
	}
	for b.Loop() {
		Parse(in)
	}
}
