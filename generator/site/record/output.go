package record

import (
	"math/bits"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/publish"
)

// Output is what is known of a published file.
type Output struct {
	Path string
	// Key is the sum of the output's key, and decides. Parts are the parts of
	// the key, of which 32 bits are enough to name those that changed; a file that
	// was copied has none.
	Key   uint64
	Parts []uint32
	Sum   cache.Sum
	Size  int64
	Stamp publish.Stamp
	// Why lists the parts of the key that differed when the file was last made;
	// empty for a file that was new.
	Why []uint8
}

// HasKey reports whether an output was made with a key.
func (o *Output) HasKey(key []uint64) bool { return o != nil && o.Key == WholeKey(key) }

// WholeKey is the sum of a key: its parts, each a good hash already, mixed so that
// their order counts.
func WholeKey(key []uint64) uint64 {
	h := uint64(len(key))
	for _, part := range key {
		h = bits.RotateLeft64(h^part, 29) * 0x9e3779b97f4a7c15
	}
	return h ^ h>>32
}

// Differing lists the parts of a new key in which it differs from that of an
// output; nil where it has others, or there was no output.
func (o *Output) Differing(parts []uint32) []uint8 {
	if o == nil || len(o.Parts) != len(parts) {
		return nil
	}
	var why []uint8
	for i := range parts {
		if o.Parts[i] != parts[i] {
			why = append(why, uint8(i))
		}
	}
	return slices.Clip(why)
}
