package stack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/s3archive"
)

// catalogFile is the catalogue of the demo shop.
const catalogFile = "catalog/catalog.json"

// publishedPairs returns the learned pairs in the bucket of the pages. Its error is fs.ErrNotExist if there are none.
func (s *Stack) publishedPairs(ctx context.Context) ([]byte, error) {
	out, err := s.S3().GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(pageBucket), Key: aws.String(s3archive.PairsKey)})
	if _, none := errors.AsType[*types.NoSuchKey](err); none {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		s.opts.Log.Warn("the learned pairs can't be read", "bucket", pageBucket, "err", err)
		return nil, err
	}
	defer out.Body.Close()
	return io.ReadAll(out.Body)
}

// namingPairs returns the catalogue with the member by which a shop tells its pages to load the learned pairs. It
// returns one that names others, or that is no JSON object, unchanged.
func namingPairs(catalog []byte) []byte {
	var members map[string]json.RawMessage
	if json.Unmarshal(catalog, &members) != nil || members == nil || members["pairs"] != nil {
		return catalog
	}
	members["pairs"], _ = json.Marshal(path.Base(s3archive.PairsKey)) // beside the catalogue; a text can't fail
	named, err := json.Marshal(members)
	if err != nil {
		return catalog
	}
	return named
}
