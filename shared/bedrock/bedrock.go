// Package bedrock asks a language model on Amazon Bedrock, by its operation Converse.
package bedrock

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/document"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
)

// API has the method of the SDK's client that this package calls.
type API interface {
	Converse(
		context.Context, *bedrockruntime.ConverseInput, ...func(*bedrockruntime.Options),
	) (*bedrockruntime.ConverseOutput, error)
}

// Model is a model of Amazon Bedrock. It must support tools, and a choice of the tool.
type Model struct {
	API API
	ID  string // of a foundation model or an inference profile
}

// New returns the model with that id, of a foundation model or an inference profile.
func New(c aws.Config, id string) suggest.Model {
	return &Model{API: bedrockruntime.NewFromConfig(c), ID: id}
}

// maxTokens bounds the answer: the arguments of the tool have some 300 tokens.
const maxTokens = 1000

// Ask implements suggest.Model.
func (m *Model) Ask(ctx context.Context, q suggest.Question) ([]byte, error) {
	out, err := m.API.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: &m.ID,
		System:  []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: q.Instructions}},
		Messages: []types.Message{{
			Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: q.Text}},
		}},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(maxTokens), Temperature: aws.Float32(0)},
		ToolConfig: &types.ToolConfiguration{
			Tools: []types.Tool{&types.ToolMemberToolSpec{Value: types.ToolSpecification{
				Name: &q.Tool.Name, Description: &q.Tool.Description,
				InputSchema: &types.ToolInputSchemaMemberJson{Value: document.NewLazyDocument(q.Tool.Schema)},
			}}},
			ToolChoice: &types.ToolChoiceMemberTool{Value: types.SpecificToolChoice{Name: &q.Tool.Name}},
		},
	})
	if err != nil {
		return nil, refusal(ctx, err)
	}
	return arguments(out, q.Tool.Name)
}

// arguments returns the arguments of the first call of the tool.
func arguments(out *bedrockruntime.ConverseOutput, tool string) ([]byte, error) {
	if answer, ok := out.Output.(*types.ConverseOutputMemberMessage); ok {
		for _, block := range answer.Value.Content {
			call, ok := block.(*types.ContentBlockMemberToolUse)
			if ok && aws.ToString(call.Value.Name) == tool && call.Value.Input != nil {
				return call.Value.Input.MarshalSmithyDocument()
			}
		}
	}
	const message = "The model gave no list of products. Nothing was changed. Try other words."
	return nil, &room.Error{Code: suggest.NoSuggestion, Message: message}
}

// busy has the codes of errors after which a later question may be answered.
var busy = map[string]bool{
	"ThrottlingException": true, "ServiceQuotaExceededException": true, "ServiceUnavailableException": true,
	"ModelNotReadyException": true, "ModelTimeoutException": true, "ModelErrorException": true,
	"InternalServerException": true,
}

// refusal returns a *room.Error with room.Busy if the question may be asked again. Any other error is the
// server's: a missing permission, a model that the region does not have.
func refusal(ctx context.Context, err error) error {
	failed, named := errors.AsType[smithy.APIError](err)
	answer, answered := errors.AsType[interface {
		error
		HTTPStatusCode() int
	}](err)
	slow, timed := errors.AsType[net.Error](err)
	if ctx.Err() != nil || named && busy[failed.ErrorCode()] || answered && answer.HTTPStatusCode() >= 500 ||
		timed && slow.Timeout() {
		const message = "The model did not answer in time. Nothing was changed. Ask again in a minute."
		return &room.Error{Code: room.Busy, Message: message}
	}
	return fmt.Errorf("ask the model: %w", err)
}
