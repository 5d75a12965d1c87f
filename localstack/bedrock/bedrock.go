// Package bedrock is a stand-in for Amazon Bedrock: it speaks the protocol of the operation Converse, and has no
// model. Its answers are fixed, so that tests and the local stack can show what happens with an answer, not how
// good one is.
package bedrock

import (
	"encoding/json"
	"net/http"
	"regexp"
)

// Service is the name of the service for which requests are signed.
const Service = "bedrock"

// Request is a question in Converse's JSON, as far as this project asks one.
type Request struct {
	Model string // id of a foundation model or an inference profile
	Text  string // of the user's message
	Tool  string // that the model must call
}

// Answer is an answer of the stand-in.
type Answer struct {
	Status int
	Error  string // type of the error, such as ThrottlingException; "" for an answer of the model
	Body   string // JSON
}

// Handler returns a handler of POST /model/{id}/converse, which does not check signatures. It answers as answer
// says; nil is [FirstKinds]. A request that Converse would not accept is answered 400.
func Handler(answer func(*http.Request, Request) Answer) http.Handler {
	if answer == nil {
		answer = func(_ *http.Request, q Request) Answer { return FirstKinds(q) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /model/{id}/converse", func(w http.ResponseWriter, r *http.Request) {
		q, fault := read(w, r)
		if fault != "" {
			write(w, Failure(http.StatusBadRequest, "ValidationException", fault))
			return
		}
		write(w, answer(r, q))
	})
	return mux
}

// maxRequest is above the size of any question, in bytes.
const maxRequest = 1 << 20

// read returns the question, or what is wrong with it.
func read(w http.ResponseWriter, r *http.Request) (q Request, fault string) {
	type text struct{ Text string }
	var in struct {
		System   []text
		Messages []struct {
			Role    string
			Content []text
		}
		InferenceConfig struct {
			MaxTokens   int
			Temperature *float64
		}
		ToolConfig struct {
			Tools []struct {
				ToolSpec struct {
					Name, Description string
					InputSchema       struct {
						JSON struct{ Type string }
					}
				}
			}
			ToolChoice struct{ Tool struct{ Name string } }
		}
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequest)).Decode(&in); err != nil {
		return q, err.Error()
	}
	tools := in.ToolConfig.Tools
	switch {
	case len(in.System) != 1 || in.System[0].Text == "":
		return q, "system must have one text"
	case len(in.Messages) != 1 || in.Messages[0].Role != "user" || len(in.Messages[0].Content) != 1:
		return q, "messages must be one message of the user, with one block"
	case in.InferenceConfig.MaxTokens < 1:
		return q, "inferenceConfig.maxTokens is missing"
	case len(tools) != 1 || tools[0].ToolSpec.InputSchema.JSON.Type != "object":
		return q, "toolConfig.tools must have one tool, whose arguments are an object"
	case tools[0].ToolSpec.Name != in.ToolConfig.ToolChoice.Tool.Name:
		return q, "toolConfig.toolChoice must name the tool"
	}
	return Request{r.PathValue("id"), in.Messages[0].Content[0].Text, tools[0].ToolSpec.Name}, ""
}

func write(w http.ResponseWriter, a Answer) {
	w.Header().Set("Content-Type", "application/json")
	if a.Error != "" {
		w.Header().Set("X-Amzn-Errortype", a.Error)
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write([]byte(a.Body))
}

// Failure returns an error of the service.
func Failure(status int, kind, message string) Answer {
	body, _ := json.Marshal(map[string]string{"message": message})
	return Answer{Status: status, Error: kind, Body: string(body)}
}

// Calls returns an answer in which the model calls a tool with those arguments, which must be JSON.
func Calls(tool, arguments string) Answer {
	return message(map[string]any{"toolUse": map[string]any{
		"toolUseId": "tooluse_stand-in", "name": tool, "input": json.RawMessage(arguments),
	}}, "tool_use")
}

// Says returns an answer in which the model writes a text and calls no tool.
func Says(text string) Answer { return message(map[string]any{"text": text}, "end_turn") }

func message(block map[string]any, stop string) Answer {
	body, err := json.Marshal(map[string]any{
		"output":     map[string]any{"message": map[string]any{"role": "assistant", "content": []any{block}}},
		"stopReason": stop,
		"usage":      map[string]int{"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
		"metrics":    map[string]int{"latencyMs": 1},
	})
	if err != nil {
		return Failure(http.StatusInternalServerError, "InternalServerException", err.Error())
	}
	return Answer{Status: http.StatusOK, Body: string(body)}
}

// product matches a line of the list of products in a question: id, kind, size and price.
var product = regexp.MustCompile(`(?m)^([A-Za-z0-9._-]+) ([a-z-]+) \d+x\d+x\d+ [\d.]+$`)

// kinds is the number of kinds in the answer of FirstKinds.
const kinds = 3

// FirstKinds calls the tool with one piece of each of the first three kinds in the question's list, whatever
// the wish is.
func FirstKinds(q Request) Answer {
	var chosen []map[string]any
	seen := map[string]bool{}
	for _, line := range product.FindAllStringSubmatch(q.Text, -1) {
		if id, kind := line[1], line[2]; !seen[kind] && len(chosen) < kinds {
			seen[kind] = true
			chosen = append(chosen, map[string]any{"product": id, "count": 1})
		}
	}
	arguments, _ := json.Marshal(map[string]any{"products": chosen})
	return Calls(q.Tool, string(arguments))
}
