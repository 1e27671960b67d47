/** An upload as it arrives at the functions. */
export const documentUploaded = {
  version: "0",
  id: "0d3c3f7e-6a44-4b0e-9a6e-2f7f6b8f3a11",
  "detail-type": "Document Uploaded",
  source: "com.documents.uploads",
  account: "350000000001",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
  resources: [],
  detail: {
    uploadId: "UPL-2001",
    orderId: "ORD-77",
    documentType: "CONTRACT",
    bucketKey: "incoming/2026/11/UPL-2001.pdf",
    bytes: 48211,
  },
};
