package page

import "gongkai/generator/cache"

// metaCodec is the encoding over which MetaSum is taken.
var metaCodec = cache.For[Meta]()

func sumMeta(m *Meta) cache.Sum { return metaCodec.Sum(m) }
